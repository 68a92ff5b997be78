namespace NewsFunctions.Archive.Api;

/// <summary>Counts what the archive has.</summary>
public sealed record StatsResponse
{
    /// <summary>The time of the oldest of the link counts; null if there is none.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    public required ArticleStats Articles { get; init; }

    /// <summary>The dumps of the whole archive, whatever the site: a dump may hold articles of several sites.</summary>
    public required DumpStats Dumps { get; init; }

    public required LinkStats Links { get; init; }

    public required ShardStats Shards { get; init; }
}

/// <param name="Complete">False if there are more than were counted.</param>
public sealed record ArticleStats(long Total, bool Complete);

/// <param name="ByStatus">Every status, including zeros.</param>
/// <param name="Complete">False if there are more than were counted.</param>
public sealed record DumpStats(IReadOnlyDictionary<string, long> ByStatus, bool Complete);

/// <summary>Counts the links as of the last visits. Links of shards that no visit has counted yet are missing.</summary>
/// <param name="ByState">Every state, including zeros.</param>
/// <param name="ByVerdict">Every verdict, including zeros. Links never checked have none.</param>
/// <param name="ByKind">Every kind, including zeros.</param>
public sealed record LinkStats(
    long Total,
    IReadOnlyDictionary<string, long> ByState,
    IReadOnlyDictionary<string, long> ByVerdict,
    IReadOnlyDictionary<string, long> ByKind);

/// <param name="NotYetCounted">Shards in which something was registered or requested since they were last counted.</param>
public sealed record ShardStats(long Total, long NotYetCounted);
