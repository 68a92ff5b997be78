using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>The table Links: state, references and history of links, a shard in a partition.</summary>
public sealed class LinkStore
{
    /// <summary>Registers what articles mention, without reading: path, title and dump are merged, no state is touched.</summary>
    public Task RegisterAsync(IReadOnlyList<LinkMention> mentions, string dumpName, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>All links of a shard in pages of at most 1,000, without references and history.</summary>
    public IAsyncEnumerable<IReadOnlyList<StoredLink>> ReadShardAsync(LinkShard shard, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>One link in one operation, or null.</summary>
    public Task<StoredLink?> GetAsync(string site, LinkId id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Writes state and history of checked links of one shard, 50 links a transaction. What another visit judged meanwhile stands.</summary>
    public Task<RecordResult> RecordAsync(LinkShard shard, IReadOnlyList<CheckedLink> checks, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The checks of a link, newest first.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another link.</exception>
    public Task<Page<LinkCheck>> ListChecksAsync(string site, LinkId id, int limit, string? continuation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Links by shard (site, kind, bucket in key order), by id within a shard. Shards whose counts say that none can match are not read.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    public Task<Page<Link>> ListAsync(LinkFilter filter, int limit, string? continuation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Makes links due now and marks their shards.</summary>
    /// <returns>Those of <paramref name="ids"/> that exist.</returns>
    public Task<IReadOnlyList<LinkId>> MakeDueAsync(
        string site,
        IReadOnlyList<LinkId> ids,
        DateTimeOffset now,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Several links of a site, those that exist: one operation for each shard that they are in where one range holds them.</summary>
    public Task<IReadOnlyDictionary<LinkId, Link>> GetManyAsync(
        string site,
        IReadOnlyCollection<LinkId> ids,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}
