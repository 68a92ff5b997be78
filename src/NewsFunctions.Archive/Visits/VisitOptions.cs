namespace NewsFunctions.Archive.Visits;

/// <summary>Bounds visits, and says which shards are worth one: docs/settings.md.</summary>
public sealed record VisitOptions
{
    /// <summary>How long a visit takes on new checks. Default 4 minutes.</summary>
    public TimeSpan VisitBudget { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Links that a visit checks at once, over all hosts. Default 32.</summary>
    public int ChecksPerVisit { get; set; } = 32;

    /// <summary>The number of due links that starts a visit of their shard, because a visit reads the whole shard; fewer are held until <see cref="LongestWait"/>. Default 100.</summary>
    public int LinksWorthAVisit { get; set; } = 100;

    /// <summary>How long a due link waits for company at most. Default 1 day.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Shards of one site in flight at once. Default 8.</summary>
    public int MaxShardsPerSite { get; set; } = 8;

    /// <summary>How long a shard that was sent stays taken. Default 30 minutes.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(30);
}
