using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Articles;

/// <summary>Holds one entry of an article's related list, as the dump has it (numbers are strings there).</summary>
public sealed record RelatedItem
{
    /// <summary>The longest <see cref="Pic"/>, in characters, that becomes a link.</summary>
    public const int MaxPathLength = 2_048;

    /// <summary>The id of the related article. It is null if the item has none.</summary>
    public required string? Id { get; init; }

    public required string? Sort { get; init; }

    public required string? ContentTypeId { get; init; }

    /// <summary>The path of the image or video on the site's media host, with escapes and entities decoded. It is null if the item has
    /// none.</summary>
    public required string? Pic { get; init; }

    public required string? Title { get; init; }

    /// <summary>The kind by the extension of <see cref="Pic"/>. It is <see cref="LinkKind.Other"/> without a path and never
    /// <see cref="LinkKind.Page"/>.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>The local time of the site (kind Unspecified), from the .NET ticks in the name of <see cref="Pic"/>. It is null if the name
    /// has no ticks.</summary>
    public required DateTime? UploadedAt { get; init; }
}
