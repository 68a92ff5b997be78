using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Holds what lists show of an article.</summary>
public sealed record ArticleSummary
{
    private static readonly Dictionary<string, int> NoCodes = [];

    public required string Site { get; init; }

    public required ArticleId Id { get; init; }

    public required string? Title { get; init; }

    /// <summary>Gets the dateline with the site's offset; null for an undated article.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Signature { get; init; }

    public required int RelatedCount { get; init; }

    /// <summary>Names the dump that the current version came from.</summary>
    public required string DumpName { get; init; }

    /// <summary>Counts the diagnostics of the article.</summary>
    public required int Diagnostics { get; init; }

    /// <summary>Counts the diagnostics by code. Empty for an article that was ingested before this was recorded.</summary>
    public IReadOnlyDictionary<string, int> DiagnosticCodes { get; init; } = NoCodes;

    /// <summary>Gets the BCP 47 language tag; null if the language is not known.</summary>
    public required string? Language { get; init; }

    /// <summary>Gets <see cref="Damage.Score"/>.</summary>
    public required double DamageScore { get; init; }

    /// <summary>Lists the links to the media of the current version; null if there are too many, or they were not recorded yet.</summary>
    public IReadOnlyList<LinkId>? Media { get; init; }

    /// <summary>Gets the time when the media were last registered; null if it was not recorded yet.</summary>
    public DateTimeOffset? MediaAsOf { get; init; }

    /// <summary>Lists the dead links, of media and pages, that any version of the article mentions.</summary>
    public IReadOnlyList<LinkId> DeadLinks { get; init; } = [];

    /// <summary>True if one of the media has ever died.</summary>
    public bool MediaDied { get; init; }

    /// <summary>True if links died that the row has no room for.</summary>
    public bool HasMoreDeadLinks { get; init; }
}

/// <summary>Selects articles; null means any. An undated article matches no <see cref="From"/> and no <see cref="To"/>.</summary>
public sealed record ArticleFilter
{
    public string? Site { get; init; }

    /// <summary>Gets the inclusive lower bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets the exclusive upper bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Selects only articles with a medium that has ever died. The service skips all others.</summary>
    public bool MediaDied { get; init; }

    /// <summary>Gets a further condition that the storage cannot evaluate. It is applied to what was read.</summary>
    public Func<ArticleSummary, CancellationToken, ValueTask<bool>>? Where { get; init; }

    /// <summary>Names <see cref="Where"/>, so that a continuation fits only the same condition. Required with it.</summary>
    public string? WhereKey { get; init; }

    /// <summary>Limits how much may be read for one page; null means until the page is full.</summary>
    public ScanBudget? Budget { get; init; }

    /// <summary>Gets what a continuation must match.</summary>
    /// <exception cref="ArgumentException"><see cref="Where"/> is set without <see cref="WhereKey"/>.</exception>
    internal IReadOnlyList<string?> Key => Where is null || WhereKey is not null
        ? [Site, Ticks(From), Ticks(To), MediaDied ? "died" : null, WhereKey]
        : throw new ArgumentException("Where needs a WhereKey: a continuation must not be used with another condition.");

    private static string? Ticks(DateTimeOffset? time) => time is { } at ? TableKeys.InvertedTicks(at) : null;
}

/// <param name="Complete">False if there are more than were counted.</param>
public sealed record ArticleCount(long Count, bool Complete);
