namespace NewsFunctions.Links;

/// <summary>What the dumps said of the page that a link leads to.</summary>
public sealed record ExpectedFacts
{
    // What a page is recognised by; the article has the whole title.
    private const int LongestTitle = 300;

    public string? Title { get; init; }

    public required string Id { get; init; }

    /// <summary>Null for media, which are recognised by their bytes.</summary>
    internal static ExpectedFacts? Of(Link link) => link.Kind == LinkKind.Page
        ? new ExpectedFacts { Id = link.Path, Title = link.Title is { Length: > LongestTitle } title ? title[..LongestTitle] : link.Title }
        : null;
}
