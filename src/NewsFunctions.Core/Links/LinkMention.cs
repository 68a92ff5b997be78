using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Links;

/// <summary>Records that an article mentions a link.</summary>
public sealed record LinkMention
{
    public required string Site { get; init; }

    public required LinkId Id { get; init; }

    /// <summary>The media path as in the dump, or the article id of a page.</summary>
    public required string Path { get; init; }

    /// <summary>The title that the article gives the linked content. It is null if it gives none.</summary>
    public required string? Title { get; init; }

    public required ArticleId MentionedBy { get; init; }

    /// <summary>The publication time of the article. It is null if its text has none.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The index of the link among the article's links, from 0.</summary>
    public int Place { get; init; }

    public LinkShard Shard => new(Site, Id.Kind, Id.Bucket);
}
