namespace NewsFunctions.Storage.Rows;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most as many as were asked for, never more; fewer (even none) only on the last page, and where a scan has used
/// up its budget.</param>
/// <param name="Continuation">Opaque, URL-safe; null on the last page. It fits only the filter it was given with.</param>
public sealed record ResultPage<T>(IReadOnlyList<T> Items, string? Continuation)
{
    /// <summary>The position in the continuation: everything up to it was looked at.</summary>
    internal IReadOnlyList<string>? Reached { get; init; }

    /// <summary>The same page of what its items become.</summary>
    public ResultPage<TResult> Select<TResult>(Func<T, TResult> become) => new([.. Items.Select(become)], Continuation) { Reached = Reached };
}
