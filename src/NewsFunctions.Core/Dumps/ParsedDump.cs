namespace NewsFunctions.Dumps;

/// <summary>What the parser sees in one text.</summary>
public sealed record ParsedDump
{
    public required IReadOnlyList<ParsedArticle> Articles { get; init; }

    /// <summary>Defects of the dump as a whole; those of an article stay with the article.</summary>
    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>Nothing in it could be read as an article; <see cref="Diagnostics"/> says why.</summary>
    public bool Rejected => Articles.Count == 0;

    public required long Bytes { get; init; }
}
