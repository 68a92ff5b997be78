using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Reads and writes the table LinkShards, which has everything that scheduler and statistics read.</summary>
public sealed partial class LinkShardStore
{
    private readonly TableClient _table;
    private readonly ConflictRetry _retry;

    internal LinkShardStore(ArchiveClients clients, ConflictRetry retry)
    {
        _table = clients.LinkShards;
        _retry = retry;
    }

    /// <summary>Records that a shard may have changed: merges a new random mark, without a read. One transaction per site and 100 shards.</summary>
    public async Task MarkAsync(IReadOnlyCollection<LinkShard> shards, CancellationToken cancellationToken)
    {
        string mark = NewToken();
        foreach (IGrouping<string, LinkShard> site in shards.Distinct().GroupBy(shard => shard.Site))
        {
            await _table.SubmitAllAsync(
                site.Select(shard => TableTransactions.UpsertMerge(ShardEntity.ToMark(shard, mark))),
                cancellationToken);
        }
    }

    /// <summary>Requests a recheck of all links of a site that were last checked before a time, optionally of one kind and in one state.
    /// The cost depends on the number of shards, not of links. A request that no visit has seen yet is widened, never lost.</summary>
    public async Task RequestRecheckAsync(
        string site,
        LinkKind? kind,
        LinkState? state,
        DateTimeOffset before,
        CancellationToken cancellationToken)
    {
        string mark = NewToken();
        RecheckRequest request = new(before, state is { } one ? [one] : null);
        List<TableTransactionAction> actions = [];
        await foreach (ShardStatus shard in ReadAsync(site, kind, from: null, cancellationToken))
        {
            RecheckRequest wanted = shard.Recheck is { } earlier && shard.Mark != shard.MarkSeen ? Widest(earlier, request) : request;
            actions.Add(TableTransactions.UpsertMerge(ShardEntity.ToMark(shard.Shard, mark, wanted)));
        }

        await _table.SubmitAllAsync(actions, cancellationToken);
    }

    /// <summary>Reads all shards, or those of one site, in key order: one operation for each 1,000 rows (a shard has up to two).</summary>
    public IAsyncEnumerable<ShardStatus> ReadAllAsync(string? site, CancellationToken cancellationToken) =>
        ReadAsync(site, kind: null, from: null, cancellationToken);

    /// <summary>Reads the shards of a site with the links that their rows name.</summary>
    /// <inheritdoc cref="ReadAllAsync"/>
    public IAsyncEnumerable<ShardStatus> ReadAllWithMediaAsync(string site, CancellationToken cancellationToken) =>
        ReadAsync(site, kind: null, from: null, columns: null, cancellationToken);

    /// <summary>Reads one shard in one operation; returns null if it has no rows.</summary>
    public async Task<ShardStatus?> GetAsync(LinkShard shard, CancellationToken cancellationToken)
    {
        (TableEntity? row, TableEntity? mark) = await ReadRowsAsync(shard, cancellationToken);
        return row is null && mark is null ? null : ShardEntity.FromEntities(shard, row, mark);
    }

    /// <summary>Sets run + 1 and the lease on each shard. One transaction per site and 100 shards.</summary>
    /// <returns>The claimed shards, without those that another scheduler or visit claimed first.</returns>
    public async Task<IReadOnlyList<ShardStatus>> ClaimAsync(
        IReadOnlyList<ShardStatus> shards,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken)
    {
        List<ShardStatus> claimed = [];
        foreach (IGrouping<string, ShardStatus> site in shards.GroupBy(status => status.Shard.Site))
        {
            foreach (ShardStatus[] chunk in site.Chunk(EntitySize.TransactionEntities))
            {
                claimed.AddRange(await ClaimChunkAsync(chunk, leaseUntil, cancellationToken));
            }
        }

        return claimed;
    }

    /// <summary>Reads shards in key order, optionally from a row key on.</summary>
    internal IAsyncEnumerable<ShardStatus> ReadAsync(string? site, LinkKind? kind, LinkShard? from, CancellationToken cancellationToken) =>
        ReadAsync(site, kind, from, ShardEntity.Schedule, cancellationToken);

    private async IAsyncEnumerable<ShardStatus> ReadAsync(
        string? site,
        LinkKind? kind,
        LinkShard? from,
        IEnumerable<string>? columns,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> conditions = [];
        if (site is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.ShardPartition(site)}"));
        }
        else if (from is { } start)
        {
            conditions.Add(TableClient.CreateQueryFilter($"PartitionKey ge {TableKeys.ShardPartition(start.Site)}"));
        }

        if (kind is { } one)
        {
            KeyRange range = TableKeys.Below(LinkKinds.Name(one));
            conditions.Add(TableClient.CreateQueryFilter($"RowKey ge {range.From} and RowKey lt {range.To}"));
        }

        // A site's rows are paired as a whole, because a shard and its mark need not be adjacent (page|17, page|179, page|17|mark).
        List<TableEntity> rows = [];
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(
            conditions.Count == 0 ? null : string.Join(" and ", conditions), RowReader.PageSize, columns, cancellationToken))
        {
            if (rows.Count > 0 && rows[0].PartitionKey != row.PartitionKey)
            {
                foreach (ShardStatus status in Shards(rows, from))
                {
                    yield return status;
                }

                rows.Clear();
            }

            rows.Add(row);
        }

        foreach (ShardStatus status in Shards(rows, from))
        {
            yield return status;
        }
    }

    private static IEnumerable<ShardStatus> Shards(List<TableEntity> rows, LinkShard? from) => rows.Count == 0
        ? []
        : ShardEntity.FromRows(rows[0].PartitionKey, rows).SkipWhile(status => from is { } start && IsBefore(status.Shard, start));

    private static bool IsBefore(LinkShard shard, LinkShard other) =>
        string.CompareOrdinal(shard.Site, other.Site) is var bySite && bySite != 0
            ? bySite < 0
            : string.CompareOrdinal(TableKeys.ShardRow(shard), TableKeys.ShardRow(other)) < 0;

    private async Task<(TableEntity? Row, TableEntity? Mark)> ReadRowsAsync(LinkShard shard, CancellationToken cancellationToken)
    {
        string site = TableKeys.ShardPartition(shard.Site);
        string rowKey = TableKeys.ShardRow(shard);
        string markKey = TableKeys.ShardMarkRow(shard);

        // The bounds keep the service from scanning the partition for the two keys.
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {site} and RowKey ge {rowKey} and RowKey le {markKey} and (RowKey eq {rowKey} or RowKey eq {markKey})");
        List<TableEntity> rows = await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return (rows.Find(row => row.RowKey == rowKey), rows.Find(row => row.RowKey == markKey));
    }

    private async Task<IReadOnlyList<ShardStatus>> ClaimChunkAsync(
        ShardStatus[] shards,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken)
    {
        string owner = NewToken();
        string partition = TableKeys.ShardPartition(shards[0].Shard.Site);
        List<ShardStatus> claimed = [];
        List<ShardStatus> left = [.. shards];
        for (int attempt = 1; left.Count > 0; attempt++)
        {
            List<ShardStatus> wanted = [.. left.Select(status => status with { Run = status.Run + 1, LeaseUntil = leaseUntil })];
            try
            {
                Response<IReadOnlyList<Response>> response = await _table.SubmitTransactionAsync(
                    wanted.Select(status => status.ETag is { } etag
                        ? TableTransactions.UpdateMerge(ShardEntity.ToClaim(status, owner), etag)
                        : TableTransactions.Add(ShardEntity.ToEntity(status, owner))),
                    cancellationToken);
                claimed.AddRange(wanted.Zip(response.Value, (status, row) => status with { ETag = row.Headers.ETag?.ToString() }));
                return claimed;
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                List<TableEntity> rows = await _table.ReadAsync(
                    partition, left.Select(status => KeyRange.Of(TableKeys.ShardRow(status.Shard))), null, ["RowKey", "Owner"], cancellationToken);
                Dictionary<string, TableEntity> now = rows.ToDictionary(row => row.RowKey);
                claimed.AddRange(wanted
                    .Where(status => ShardEntity.Owner(now.GetValueOrDefault(TableKeys.ShardRow(status.Shard))) == owner)
                    .Select(status => status with { ETag = now[TableKeys.ShardRow(status.Shard)].ETag.ToString() }));
                left.RemoveAll(status => now.GetValueOrDefault(TableKeys.ShardRow(status.Shard))?.ETag.ToString() != status.ETag);
                await _retry.WaitAsync(attempt, cancellationToken);
            }
        }

        return claimed;
    }

    private static RecheckRequest Widest(RecheckRequest one, RecheckRequest other) => new(
        one.Before > other.Before ? one.Before : other.Before,
        one.States is null || other.States is null ? null : [.. one.States.Union(other.States)]);

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}
