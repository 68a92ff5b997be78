namespace NewsFunctions.Demo.Papers;

/// <summary>An invented article before it is written into a dump.</summary>
internal sealed record PaperArticle
{
    public required string Id { get; init; }

    /// <summary>Local time of the site.</summary>
    public required DateTime Published { get; init; }

    public required string Title { get; init; }

    public required string Section { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<PaperItem> Items { get; init; }

    /// <summary>The dump says which article it is; else its id is made of its text.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>Bytes that the dump of the related list lost on the way.</summary>
    public int LostBytes { get; init; }
}

/// <summary>An entry of a related list.</summary>
internal sealed record PaperItem(string Id, string Pic, string Title);
