using NewsFunctions.Storage.Search;

namespace NewsFunctions.Archive.Api;

/// <summary>One page of articles.</summary>
/// <param name="Items">At most <c>limit</c> items; none does not mean that there are no more.</param>
/// <param name="Continuation">To be given back for the next page, with the same filter; null on the last one.</param>
/// <param name="ScannedTo">How far the archive has looked; null on the last page.</param>
/// <param name="Note">Why a search may have missed articles, and what to do about it; null where it has not.</param>
public sealed record ArticleListResponse(IReadOnlyList<ArticleListItem> Items, string? Continuation, ScannedTo? ScannedTo, string? Note);
