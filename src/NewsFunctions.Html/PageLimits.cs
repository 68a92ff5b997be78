namespace NewsFunctions.Html;

/// <summary>Limits the cost of reading a page. Pages that exceed a limit are refused with a diagnostic.</summary>
internal sealed record PageLimits
{
    public static PageLimits Default { get; } = new();

    /// <summary>The maximum size of the header block of a response, in bytes.</summary>
    public int MaxHeaderBytes { get; init; } = 256 * 1024;

    /// <summary>The maximum size of the page after chunks and compression are decoded, in bytes.</summary>
    public int MaxPageBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The maximum nesting depth of elements: the parser's time grows with depth times elements.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>The maximum number of elements of a page.</summary>
    public int MaxElements { get; init; } = 100_000;
}
