namespace NewsFunctions.Demo.Papers;

/// <summary>Holds an invented article before it is written into a dump.</summary>
internal sealed record PaperArticle
{
    public required string Id { get; init; }

    /// <summary>Gets the time of publication in the site's local time.</summary>
    public required DateTime Published { get; init; }

    public required string Title { get; init; }

    public required string Section { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<PaperItem> Items { get; init; }

    /// <summary>True if the dump names the article's id. Otherwise its id is made of its text.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>Counts the bytes that the dump of the related list lost.</summary>
    public int LostBytes { get; init; }
}

/// <summary>Holds an entry of a related list.</summary>
internal sealed record PaperItem(string Id, string Pic, string Title);
