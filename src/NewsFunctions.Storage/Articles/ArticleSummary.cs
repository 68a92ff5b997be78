using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>What lists show of an article.</summary>
public sealed record ArticleSummary
{
    private static readonly Dictionary<string, int> NoCodes = [];

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

    /// <summary>How often each code occurs among the diagnostics; empty for an article that was ingested before this was noted.</summary>
    public IReadOnlyDictionary<string, int> DiagnosticCodes { get; init; } = NoCodes;

    /// <summary>BCP 47; null where it is not known.</summary>
    public required string? Language { get; init; }

    /// <summary><see cref="Damage.Score"/>.</summary>
    public required double DamageScore { get; init; }

    /// <summary>Links to the media of the current version; null where they are too many to list, or were not noted yet.</summary>
    public IReadOnlyList<LinkId>? Media { get; init; }

    /// <summary>When the media were registered last; null where that was not noted yet.</summary>
    public DateTimeOffset? MediaAsOf { get; init; }

    /// <summary>Dead links, of media and pages, that the article mentions, in any of its versions.</summary>
    public IReadOnlyList<LinkId> DeadLinks { get; init; } = [];

    /// <summary>At some time, one of the media died.</summary>
    public bool MediaDied { get; init; }

    /// <summary>Some links beyond those that a row has room for died.</summary>
    public bool HasMoreDeadLinks { get; init; }
}

/// <summary>Which articles to list; null means any. An undated article matches no <see cref="From"/> and no <see cref="To"/>.</summary>
public sealed record ArticleFilter
{
    public string? Site { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether only articles are listed of which some medium has died at some time: the service leaves out all others.</summary>
    public bool MediaDied { get; init; }

    /// <summary>A further condition that only the caller can judge, applied to what was read.</summary>
    public Func<ArticleSummary, CancellationToken, ValueTask<bool>>? Where { get; init; }

    /// <summary>Names <see cref="Where"/>, so that a continuation fits only the same condition; required with it.</summary>
    public string? WhereKey { get; init; }

    /// <summary>How much may be read for one page; null: until the page is full.</summary>
    public ScanBudget? Budget { get; init; }

    /// <summary>What continuations must fit.</summary>
    /// <exception cref="ArgumentException">A condition without a name for it.</exception>
    internal IReadOnlyList<string?> Key => Where is null || WhereKey is not null
        ? [Site, Ticks(From), Ticks(To), MediaDied ? "died" : null, WhereKey]
        : throw new ArgumentException("Where needs a WhereKey: a continuation must not be used with another condition.");

    private static string? Ticks(DateTimeOffset? time) => time is { } at ? TableKeys.InvertedTicks(at) : null;
}

/// <param name="Complete">False when there are more than were counted.</param>
public sealed record ArticleCount(long Count, bool Complete);
