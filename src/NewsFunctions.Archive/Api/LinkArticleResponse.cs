using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes an article that mentions a link.</summary>
public sealed record LinkArticleResponse
{
    public required string Site { get; init; }

    public required string Id { get; init; }

    /// <summary>The title in the archive's list; null for an article without a title.</summary>
    public required string? Title { get; init; }

    /// <summary>The publication time, with the offset of its site; null for an undated article.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public static LinkArticleResponse From(string site, LinkReference reference, string? title, TimeZoneInfo zone) => new()
    {
        Site = site,
        Id = reference.Article.Value,
        Title = title,
        PublishedAt = reference.PublishedAt is { } at ? TimeZoneInfo.ConvertTime(at, zone) : null,
    };
}
