namespace NewsFunctions.Core.Summaries;

/// <summary>Holds the counts of the whole archive, or of one of its sites, as of one time.</summary>
/// <remarks>It contains names of hosts and sites, and no other text from dumps.</remarks>
public sealed record ArchiveSummary
{
    /// <summary>The time when the rows were read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>All sites that have rows, sorted. The summary of one site has them too.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>The time of the first check of any link. It is null before that.</summary>
    public required DateTimeOffset? Since { get; init; }

    public required ArticleCounts Articles { get; init; }

    /// <summary>The counts of media and pages together.</summary>
    public required LinkCounts Links { get; init; }

    public required KindCounts ByKind { get; init; }

    /// <summary>Events of the seven days before <see cref="AsOf"/>.</summary>
    public required WeekCounts Week { get; init; }

    /// <summary>The counts by local date of the articles, ascending.</summary>
    public required IReadOnlyList<DayCounts> Days { get; init; }

    /// <summary>The hosts, those with the most dead and suspect links first.</summary>
    public required IReadOnlyList<HostCounts> Hosts { get; init; }

    /// <summary>One entry for each day with a summary, ascending.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }

    /// <summary>The damage of all dumps, for every site, because a dump may hold articles of several sites.</summary>
    public required DamageCounts Damage { get; init; }

    /// <summary>One figure for the survival of the archive's pictures. It is null if too few were watched or died.</summary>
    public SurvivalHeadline? Survival { get; init; }

    /// <summary>The number of oldest days that <see cref="Days"/> leaves out.</summary>
    public required int UnlistedDays { get; init; }

    /// <summary>The number of hosts that <see cref="Hosts"/> leaves out.</summary>
    public required int UnlistedHosts { get; init; }
}

/// <param name="WithDead">Articles with at least one dead medium.</param>
/// <param name="WithSuspect">Articles with at least one suspect medium.</param>
public sealed record ArticleCounts(long Total, long Undated, long WithDead, long WithSuspect);

/// <summary>Counts links by state.</summary>
/// <param name="DeadWithCopy">Dead links that have a capture or a memento.</param>
/// <param name="SuspectWithCopy">Suspect links that have a capture or a memento.</param>
public sealed record LinkCounts(
    long Total, long Alive, long Suspect, long Dead, long Blocked, long Unknown, long DeadWithCopy, long SuspectWithCopy)
{
    /// <summary>The number of links that a person marked as not needed.</summary>
    public long Ignored { get; init; }
}

public sealed record KindCounts(LinkCounts Image, LinkCounts Video, LinkCounts Other, LinkCounts Page);

public sealed record WeekCounts(long Dead, long Revived, long Drifted);

/// <summary>Counts the articles of one day.</summary>
/// <param name="Media">Distinct media of each article, summed over the articles.</param>
/// <param name="Dead">The dead ones among them.</param>
/// <param name="Suspect">The suspect ones among them.</param>
public sealed record DayCounts(DateOnly Date, long Articles, long Media, long Dead, long Suspect);

/// <summary>Counts links by state on one day.</summary>
public sealed record HistoryEntry(DateOnly Date, long Alive, long Suspect, long Dead, long Blocked, long Unknown);

/// <summary>Holds the damage of all dumps together.</summary>
/// <param name="ByCode">Diagnostics of dumps and of their articles, the most frequent first.</param>
public sealed record DamageCounts(
    long Dumps, long BytesDeclared, long BytesThere, long ItemsKept, long ItemsLost, IReadOnlyList<CodeCount> ByCode);

public sealed record CodeCount(string Code, long Count);
