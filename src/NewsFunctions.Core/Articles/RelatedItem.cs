using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Articles;

/// <summary>One entry of an article's related list, as the dump gave it (numbers are strings there).</summary>
public sealed record RelatedItem
{
    /// <summary>The longest <see cref="Pic"/>, in characters, that gives a link.</summary>
    public const int MaxPathLength = 2_048;

    /// <summary>The id of the related article; null where the item has none.</summary>
    public required string? Id { get; init; }

    public required string? Sort { get; init; }

    public required string? ContentTypeId { get; init; }

    /// <summary>The path of the image or video on the site's media host, escapes and entities undone; null where the item has none.</summary>
    public required string? Pic { get; init; }

    public required string? Title { get; init; }

    /// <summary>What the ending of <see cref="Pic"/> says; <see cref="LinkKind.Other"/> without a path. Never <see cref="LinkKind.Page"/>.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>Local time of the site, kind Unspecified, from the .NET ticks in the name of <see cref="Pic"/>; null where it carries none.</summary>
    public required DateTime? UploadedAt { get; init; }
}
