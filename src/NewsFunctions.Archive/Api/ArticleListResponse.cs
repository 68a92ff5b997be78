using NewsFunctions.Storage.Search;

namespace NewsFunctions.Archive.Api;

/// <summary>Holds one page of articles.</summary>
/// <param name="Items">At most <c>limit</c> items. An empty page does not mean that there are no more.</param>
/// <param name="Continuation">The token for the next page, with the same filter; null on the last page.</param>
/// <param name="ScannedTo">How far the archive has searched; null on the last page.</param>
/// <param name="Note">Why a search may have missed articles, and what to do about it; null if it has not.</param>
public sealed record ArticleListResponse(IReadOnlyList<ArticleListItem> Items, string? Continuation, ScannedTo? ScannedTo, string? Note);
