namespace NewsFunctions.Archive.Api;

/// <summary>The archive in numbers.</summary>
public sealed record StatsResponse
{
    /// <summary>When the oldest of the link counts was taken; null while none was.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    public required ArticleStats Articles { get; init; }

    /// <summary>The dumps of the whole archive, whatever the site: a dump may hold articles of several.</summary>
    public required DumpStats Dumps { get; init; }

    public required LinkStats Links { get; init; }

    public required ShardStats Shards { get; init; }
}

/// <param name="Complete">False when there are more than were counted.</param>
public sealed record ArticleStats(long Total, bool Complete);

/// <param name="ByStatus">Every status, zeros included.</param>
/// <param name="Complete">False when there are more than were counted.</param>
public sealed record DumpStats(IReadOnlyDictionary<string, long> ByStatus, bool Complete);

/// <summary>Links as visits counted them; those of shards that no visit has counted yet are missing.</summary>
/// <param name="ByState">Every state, zeros included.</param>
/// <param name="ByVerdict">Every verdict, zeros included; links never checked have none.</param>
/// <param name="ByKind">Every kind, zeros included.</param>
public sealed record LinkStats(
    long Total,
    IReadOnlyDictionary<string, long> ByState,
    IReadOnlyDictionary<string, long> ByVerdict,
    IReadOnlyDictionary<string, long> ByKind);

/// <param name="NotYetCounted">Shards in which something was registered or asked for since they were last counted.</param>
public sealed record ShardStats(long Total, long NotYetCounted);
