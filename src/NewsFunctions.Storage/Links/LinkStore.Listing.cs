using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Lists links.</summary>
public sealed partial class LinkStore
{
    /// <summary>Lists links by shard (site, kind, bucket in key order), then by id. Skips shards whose counts rule out a match.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    /// <exception cref="ArgumentException">The filter has a condition without a key.</exception>
    public Task<ResultPage<Link>> ListAsync(LinkFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        if (filter.Where is not null && filter.WhereKey is null)
        {
            throw new ArgumentException("Where needs a WhereKey: a continuation must not be used with another condition.", nameof(filter));
        }

        Paging paging = new(
            "links",
            limit,
            filter.Site,
            filter.Kind?.ToString(),
            filter.State?.ToString(),
            filter.Verdict?.ToString(),
            Ticks(filter.CheckedFrom),
            Ticks(filter.CheckedTo),
            filter.WhereKey);
        LinkPosition? after = paging.Position(continuation, parts: 2) is [var site, var link] ? LinkPosition.Parse(site, link) : null;
        return paging.TakeAsync(WalkAsync(filter, after, paging.FetchSize, cancellationToken), link => [link.Site, link.Id.Value], filter.Budget);
    }

    /// <summary>Reads all matching links in list order: one operation for each shard that may have some, and one more for each
    /// further 1,000 of its rows.</summary>
    public IAsyncEnumerable<Link> ReadAsync(LinkFilter filter, CancellationToken cancellationToken) =>
        WalkAsync(filter, after: null, RowReader.PageSize, cancellationToken)
            .Where(step => step.Item is not null)
            .Select(step => step.Item!);

    private async IAsyncEnumerable<ScanStep<Link>> WalkAsync(
        LinkFilter filter,
        LinkPosition? after,
        int fetchSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ShardStatus status in _shards.ReadAsync(filter.Site, filter.Kind, after?.Shard, cancellationToken))
        {
            bool isBegun = after is { } place && place.Shard == status.Shard;
            if (!MayMatch(status, filter) || (isBegun && after?.Id is null))
            {
                continue;
            }

            string from = isBegun ? $"{TableKeys.LinkRow(after!.Value.Id!.Value)}!" : TableKeys.Below("L").From;
            await foreach (Azure.Page<TableEntity> page in _table
                .QueryAsync<TableEntity>(
                    Query(status.Shard, from, filter, _time.GetUtcNow()), filter.LeavesOutRows ? RowReader.PageSize : fetchSize, LinkEntity.WithoutChecks, cancellationToken)
                .AsPages())
            {
                filter.Budget?.CountOperation();
                foreach (Link link in page.Values.Select(AsOfNow).Where(filter.Matches))
                {
                    yield return new ScanStep<Link>(link, Reached: null);
                }

                if (page.ContinuationToken is null)
                {
                    yield return new ScanStep<Link>(Item: null, LinkPosition.EndOf(status.Shard));
                }
                else if (page.Values.Count > 0)
                {
                    yield return new ScanStep<Link>(Item: null, [status.Shard.Site, LinkEntity.IdOf(page.Values[^1]).Value]);
                }
            }
        }
    }

    private static string Query(LinkShard shard, string from, LinkFilter filter, DateTimeOffset now)
    {
        string query = RowReader.Range(TableKeys.LinkPartition(shard), TableKeys.Below("L") with { From = from });
        if (filter.State is { } state and not LinkState.Unknown)
        {
            // A link that was never checked has no such column, so only the reader of the rows can detect Unknown.
            // The row of a link whose judgement has expired may still have the judged state.
            query += $" and ({TableClient.CreateQueryFilter($"State eq {state.ToString()}")} or {JudgementColumns.IsOver(now)})";
        }

        if (filter.Verdict is { } verdict)
        {
            query += $" and {TableClient.CreateQueryFilter($"Verdict eq {verdict.ToString()}")}";
        }

        if (filter.CheckedFrom is { } checkedFrom)
        {
            query += $" and {TableClient.CreateQueryFilter($"LastChecked ge {checkedFrom.ToUniversalTime()}")}";
        }

        if (filter.CheckedTo is { } checkedTo)
        {
            query += $" and {TableClient.CreateQueryFilter($"LastChecked lt {checkedTo.ToUniversalTime()}")}";
        }

        return query;
    }

    // Counts come from the last visit. They do not cover what an ingest has marked since.
    private static bool MayMatch(ShardStatus status, LinkFilter filter) =>
        status.CountedAt is null || status.Mark != status.MarkSeen
        || (status.Counts.Total > 0
            && (filter.State is not { } state || status.Counts.ByState.GetValueOrDefault(state) > 0)
            && (filter.Verdict is not { } verdict || status.Counts.ByVerdict.GetValueOrDefault(verdict) > 0));

    private static string? Ticks(DateTimeOffset? time) => time is { } at ? TableKeys.InvertedTicks(at) : null;

    /// <param name="Id">The last link that was listed; null if the whole shard was.</param>
    private readonly record struct LinkPosition(LinkShard Shard, LinkId? Id)
    {
        public static string[] EndOf(LinkShard shard) => [shard.Site, TableKeys.ShardRow(shard)];

        /// <param name="place">A link id, or the key of a shard.</param>
        public static LinkPosition Parse(string site, string place)
        {
            if (!TableKeys.IsSite(site))
            {
                throw new InvalidContinuationException();
            }

            if (LinkId.TryParse(place, out LinkId id))
            {
                return new LinkPosition(new LinkShard(site, id.Kind, id.Bucket), id);
            }

            try
            {
                LinkShard shard = TableKeys.ParseShardRow(site, place).Shard;
                return TableKeys.ShardRow(shard) == place ? new LinkPosition(shard, Id: null) : throw new InvalidContinuationException();
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                throw new InvalidContinuationException();
            }
        }
    }
}
