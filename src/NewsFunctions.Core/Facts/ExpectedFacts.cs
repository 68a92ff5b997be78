namespace NewsFunctions.Core.Facts;

/// <summary>Holds what the dumps say about the page that a link points to.</summary>
public sealed record ExpectedFacts
{
    /// <summary>The title that a dump last gave the page.</summary>
    public string? Title { get; init; }

    public required string Id { get; init; }

    /// <summary>Other titles from dumps, at most <see cref="ExpectedTitles.Slots"/>. It is null if there are none, and in evidence older
    /// than this field.</summary>
    public IReadOnlyList<string>? OtherTitles { get; init; }

    /// <summary>Returns all titles that are not empty.</summary>
    internal IEnumerable<string> Titles() => (OtherTitles ?? []).Prepend(Title).OfType<string>().Where(title => title.Length > 0);
}
