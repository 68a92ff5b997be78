using NewsFunctions.Articles;

namespace NewsFunctions.Storage;

/// <summary>What lists show of an article.</summary>
public sealed record ArticleSummary
{
    public required string Site { get; init; }

    public required ArticleId Id { get; init; }

    public required string? Title { get; init; }

    /// <summary>The dateline with the site's offset; null for an undated article.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Signature { get; init; }

    public required int RelatedCount { get; init; }

    /// <summary>The dump that the current version came from.</summary>
    public required string DumpName { get; init; }

    /// <summary>How many diagnostics the article has.</summary>
    public required int Diagnostics { get; init; }

    /// <summary>BCP 47; null where it is not known.</summary>
    public required string? Language { get; init; }

    /// <summary><see cref="Damage.Score"/>.</summary>
    public required double DamageScore { get; init; }
}

/// <summary>Which articles to list; null means any. An undated article matches no <see cref="From"/> and no <see cref="To"/>.</summary>
public sealed record ArticleFilter
{
    public string? Site { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <param name="Complete">False when there are more than were counted.</param>
public sealed record ArticleCount(long Count, bool Complete);
