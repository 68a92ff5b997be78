namespace NewsFunctions.Core.Summaries;

/// <summary>The whole archive, or one of its sites, in numbers as of one time.</summary>
/// <remarks>It names hosts and sites, and no other text of a dump.</remarks>
public sealed record ArchiveSummary
{
    /// <summary>When the rows were read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>All sites that have rows, sorted; also in the summary of one site.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>When the first link was checked; null before that.</summary>
    public required DateTimeOffset? Since { get; init; }

    public required ArticleCounts Articles { get; init; }

    /// <summary>Media and pages together.</summary>
    public required LinkCounts Links { get; init; }

    public required KindCounts ByKind { get; init; }

    /// <summary>Events of the seven days before <see cref="AsOf"/>.</summary>
    public required WeekCounts Week { get; init; }

    /// <summary>The days, by the local date of the articles, ascending.</summary>
    public required IReadOnlyList<DayCounts> Days { get; init; }

    /// <summary>The hosts, those with the most dead and suspect links first.</summary>
    public required IReadOnlyList<HostCounts> Hosts { get; init; }

    /// <summary>One entry for each day on which a summary was made, ascending.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }

    /// <summary>The damage in all dumps, whatever the site: a dump may hold articles of several sites.</summary>
    public required DamageCounts Damage { get; init; }

    /// <summary>How long the archive's pictures live, in one figure; null where too few were watched or died.</summary>
    public SurvivalHeadline? Survival { get; init; }

    /// <summary>Days that <see cref="Days"/> leaves out, the oldest.</summary>
    public required int UnlistedDays { get; init; }

    /// <summary>Hosts that <see cref="Hosts"/> leaves out.</summary>
    public required int UnlistedHosts { get; init; }
}

/// <param name="WithDead">Articles of which at least one medium is dead.</param>
/// <param name="WithSuspect">Articles of which at least one medium is suspect.</param>
public sealed record ArticleCounts(long Total, long Undated, long WithDead, long WithSuspect);

/// <summary>Links by state.</summary>
/// <param name="DeadWithCopy">Dead links of which there is a copy, ours or a web archive's.</param>
/// <param name="SuspectWithCopy">The same of suspect links.</param>
public sealed record LinkCounts(
    long Total, long Alive, long Suspect, long Dead, long Blocked, long Unknown, long DeadWithCopy, long SuspectWithCopy)
{
    /// <summary>Links of which a person said that nobody needs them.</summary>
    public long Ignored { get; init; }
}

public sealed record KindCounts(LinkCounts Image, LinkCounts Video, LinkCounts Other, LinkCounts Page);

public sealed record WeekCounts(long Dead, long Revived, long Drifted);

/// <summary>The articles of one day.</summary>
/// <param name="Media">Distinct media of each article, summed over the articles.</param>
/// <param name="Dead">How many of them are dead.</param>
/// <param name="Suspect">How many of them are suspect.</param>
public sealed record DayCounts(DateOnly Date, long Articles, long Media, long Dead, long Suspect);

/// <summary>Links by state on one day.</summary>
public sealed record HistoryEntry(DateOnly Date, long Alive, long Suspect, long Dead, long Blocked, long Unknown);

/// <summary>What damage took from all dumps together.</summary>
/// <param name="ByCode">Diagnostics of dumps and of their articles, the most frequent first.</param>
public sealed record DamageCounts(
    long Dumps, long BytesDeclared, long BytesThere, long ItemsKept, long ItemsLost, IReadOnlyList<CodeCount> ByCode);

public sealed record CodeCount(string Code, long Count);
