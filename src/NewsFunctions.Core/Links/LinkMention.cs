using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Links;

/// <summary>An article mentions a link.</summary>
public sealed record LinkMention
{
    public required string Site { get; init; }

    public required LinkId Id { get; init; }

    /// <summary>The media path as the dump gave it, or the article id of a page.</summary>
    public required string Path { get; init; }

    /// <summary>The title that the article gives to what the link shows; null where it gives none.</summary>
    public required string? Title { get; init; }

    public required ArticleId MentionedBy { get; init; }

    /// <summary>When that article was published; null where its text says nothing.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Which of the article's links it is, from 0.</summary>
    public int Place { get; init; }

    public LinkShard Shard => new(Site, Id.Kind, Id.Bucket);
}
