namespace NewsFunctions.Storage.Rows;

/// <summary>Holds one page of a list.</summary>
/// <param name="Items">At most as many as requested. Fewer (even none) only on the last page, and if a scan has exhausted
/// its budget.</param>
/// <param name="Continuation">Opaque and URL-safe; null on the last page. It is valid only for its own filter.</param>
public sealed record ResultPage<T>(IReadOnlyList<T> Items, string? Continuation)
{
    /// <summary>Gets the position in the continuation. Everything up to it was read.</summary>
    internal IReadOnlyList<string>? Reached { get; init; }

    /// <summary>Returns the same page with converted items.</summary>
    public ResultPage<TResult> Select<TResult>(Func<T, TResult> become) => new([.. Items.Select(become)], Continuation) { Reached = Reached };
}
