namespace NewsFunctions.Html;

/// <summary>What reading a page may cost; pages beyond are refused with a diagnostic.</summary>
internal sealed record PageLimits
{
    public static PageLimits Default { get; } = new();

    /// <summary>Bytes of the header block of a response.</summary>
    public int MaxHeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Bytes of the page once chunks and compression are undone.</summary>
    public int MaxPageBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How deep its elements may be nested: the parser's time grows with depth times elements.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>Elements of a page.</summary>
    public int MaxElements { get; init; } = 100_000;
}
