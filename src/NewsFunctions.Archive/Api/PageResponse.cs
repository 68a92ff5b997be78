namespace NewsFunctions.Archive.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most <c>limit</c> items; none does not mean that there are no more.</param>
/// <param name="Continuation">To be given back for the next page, with the same filter; null on the last one.</param>
public sealed record PageResponse<T>(IReadOnlyList<T> Items, string? Continuation);
