using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Ends visits and removes shards.</summary>
public sealed partial class LinkShardStore
{
    /// <summary>Ends a visit: writes its result, and either releases the lease or (<paramref name="goOn"/>) sets run + 1 and a new
    /// lease. A mark newer than the one that the visit read makes it continue, too. One operation if there is none.</summary>
    /// <returns>The present shard, with a lease if the visit continues; null if another visit took it meanwhile, and nothing was written.</returns>
    public async Task<ShardStatus?> EndVisitAsync(
        ShardStatus shard,
        ShardSummary summary,
        bool goOn,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken)
    {
        ShardStatus ended = shard with
        {
            Run = goOn ? shard.Run + 1 : shard.Run,
            LeaseUntil = goOn ? leaseUntil : null,
            EarliestDue = summary.EarliestDue,
            MarkSeen = summary.MarkSeen,
            Counts = summary.Counts,
            CountedAt = summary.CountedAt,
            Unjudged = summary.Unjudged ?? shard.Unjudged,
            Suspects = summary.Suspects ?? shard.Suspects,
            HasSuspects = summary.Suspects is not null || shard.HasSuspects,
        };
        string owner = NewToken();

        // A visit that continues need not see the mark: the next one reads it anyway.
        string? ifMarkIs = goOn ? null : shard.MarkETag;
        for (int attempt = 1; ; attempt++)
        {
            if (await TryEndAsync(ended, owner, ifMarkIs, cancellationToken) is { } etag)
            {
                return ended with { ETag = etag };
            }

            (TableEntity? row, TableEntity? mark) = await ReadRowsAsync(shard.Shard, cancellationToken);
            if (ShardEntity.Owner(row) == owner)
            {
                // The SDK repeated a request whose response was lost.
                return ShardEntity.FromEntities(shard.Shard, row, mark);
            }

            if (row?.ETag.ToString() != shard.ETag)
            {
                return null;
            }

            // The row is as the visit read it: only the mark has changed, or nothing.
            bool isMarkedAnew = !goOn && mark?.Text("Mark") is { } now && now != shard.Mark;
            (ended, ifMarkIs) = (isMarkedAnew ? ended with { Run = shard.Run + 1, LeaseUntil = leaseUntil } : ended, null);
            if (attempt > 1)
            {
                await _retry.WaitAsync(attempt, cancellationToken);
            }
        }
    }

    /// <param name="ended">The status, with the ETag that the row must have.</param>
    /// <param name="ifMarkIs">The ETag that the row with the mark must have, too; null means any.</param>
    /// <returns>The new ETag; null if a row has changed.</returns>
    private async Task<string?> TryEndAsync(ShardStatus ended, string owner, string? ifMarkIs, CancellationToken cancellationToken)
    {
        TableEntity row = ShardEntity.ToEntity(ended, owner);
        List<TableTransactionAction> actions =
            [ended.ETag is { } etag ? TableTransactions.UpdateReplace(row, etag) : TableTransactions.Add(row)];
        if (ifMarkIs is { } markETag)
        {
            actions.Add(TableTransactions.UpdateMerge(ShardEntity.ToMark(ended.Shard, ended.Mark!), markETag));
        }

        try
        {
            Response<IReadOnlyList<Response>> response = await _table.SubmitTransactionAsync(actions, cancellationToken);
            return response.Value[0].Headers.ETag?.ToString();
        }
        catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
        {
            return null;
        }
    }

    /// <summary>Deletes the rows of a shard with its last link; otherwise marks it to be counted again. Called when links were removed.</summary>
    internal async Task RemoveOrMarkAsync(LinkShard shard, bool isEmpty, CancellationToken cancellationToken)
    {
        (TableEntity? row, TableEntity? mark) = await ReadRowsAsync(shard, cancellationToken);
        if (!isEmpty)
        {
            await MarkAsync([shard], cancellationToken);
            return;
        }

        foreach (TableEntity one in new[] { row, mark }.OfType<TableEntity>())
        {
            try
            {
                await _table.DeleteEntityAsync(one.PartitionKey, one.RowKey, one.ETag, cancellationToken);
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                // A visit or an ingest has written it meanwhile: the next visit counts it.
            }
        }
    }
}
