namespace NewsFunctions.Archive.Api;

/// <summary>Holds one page of a list.</summary>
/// <param name="Items">At most <c>limit</c> items. An empty page does not mean that there are no more.</param>
/// <param name="Continuation">The token for the next page, with the same filter; null on the last page.</param>
public sealed record PageResponse<T>(IReadOnlyList<T> Items, string? Continuation);
