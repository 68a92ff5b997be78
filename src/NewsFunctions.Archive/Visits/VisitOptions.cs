namespace NewsFunctions.Archive.Visits;

/// <summary>Limits visits, and decides which shards are worth one. See docs/settings.md.</summary>
public sealed record VisitOptions
{
    /// <summary>Limits the time in which a visit starts new checks. Default 4 minutes.</summary>
    public TimeSpan VisitBudget { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Limits the concurrent checks of a visit, over all hosts. Default 32.</summary>
    public int ChecksPerVisit { get; set; } = 32;

    /// <summary>Limits visits, which read the whole shard: fewer due links wait until <see cref="LongestWait"/>. Default 100.</summary>
    public int LinksWorthAVisit { get; set; } = 100;

    /// <summary>Limits how long a due link waits for others. Default 1 day.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Limits the concurrent shards of one site. Default 8.</summary>
    public int MaxShardsPerSite { get; set; } = 8;

    /// <summary>Sets how long a queued shard stays leased. Default 30 minutes.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(30);
}
