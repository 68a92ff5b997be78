namespace NewsFunctions.Core.Facts;

/// <summary>What the dumps said of the page that a link leads to.</summary>
public sealed record ExpectedFacts
{
    /// <summary>The title that a dump last gave it.</summary>
    public string? Title { get; init; }

    public required string Id { get; init; }

    /// <summary>Other titles that dumps gave it, at most <see cref="ExpectedTitles.Slots"/>; null where there are none, and in evidence from before they were kept.</summary>
    public IReadOnlyList<string>? OtherTitles { get; init; }

    /// <summary>All titles; an empty one is none.</summary>
    internal IEnumerable<string> Titles() => (OtherTitles ?? []).Prepend(Title).OfType<string>().Where(title => title.Length > 0);
}
