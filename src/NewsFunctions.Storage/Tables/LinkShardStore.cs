using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>The table LinkShards: all that scheduler and statistics read.</summary>
public sealed class LinkShardStore
{
    /// <summary>Notes that a shard may hold something new: merges a fresh random mark, without reading. One transaction per site and 100 shards.</summary>
    public Task MarkAsync(IReadOnlyCollection<LinkShard> shards, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Asks for a recheck of all links of a site, of one kind and in one state where given, that were last checked before a time.
    /// Its cost depends on the number of shards, not of links.</summary>
    public Task RequestRecheckAsync(
        string site,
        LinkKind? kind,
        LinkState? state,
        DateTimeOffset before,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>All shards, of one site where given, in key order: one operation for each 1,000 rows (a shard has up to two).</summary>
    public IAsyncEnumerable<ShardStatus> ReadAllAsync(string? site, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>One shard in one operation; null when nothing is known of it.</summary>
    public Task<ShardStatus?> GetAsync(LinkShard shard, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sets run + 1 and the lease on each shard. One transaction per site and 100 shards.</summary>
    /// <returns>The shards as claimed, without those that another scheduler or visit was faster with.</returns>
    public Task<IReadOnlyList<ShardStatus>> ClaimAsync(
        IReadOnlyList<ShardStatus> shards,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Ends a visit: writes what it found, and either gives the lease back or (<paramref name="goOn"/>) sets run + 1 and the new lease.</summary>
    /// <returns>The shard as it is now; null when another has taken it meanwhile, and nothing was written.</returns>
    public Task<ShardStatus?> EndVisitAsync(
        ShardStatus shard,
        ShardSummary summary,
        bool goOn,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}
