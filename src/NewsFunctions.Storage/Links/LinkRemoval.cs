using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Removes links that no article mentions any more, with their history, and shards without links.</summary>
internal sealed class LinkRemoval(ArchiveClients clients, LinkStore links, LinkShardStore shards)
{
    /// <param name="to">A site that has the same links. A link not yet checked there gets the state and history of the removed one.</param>
    public async Task RemoveUnmentionedAsync(string site, IReadOnlyCollection<LinkId> ids, string to, CancellationToken cancellationToken)
    {
        foreach (IGrouping<LinkShard, LinkId> shard in ids.GroupBy(id => new LinkShard(site, id.Kind, id.Bucket)))
        {
            // Rows are read before references: a registration changes the row last, and a changed row is not deleted.
            string partition = TableKeys.LinkPartition(shard.Key);
            List<TableEntity> rows = await clients.Links.ReadAsync(
                partition, shard.Select(id => KeyRange.Of(TableKeys.LinkRow(id))), null, null, cancellationToken);
            HashSet<LinkId> mentioned = [];
            await foreach (IReadOnlyList<LinkReference> page in links.ReadReferencesAsync(shard.Key, [.. shard], cancellationToken))
            {
                mentioned.UnionWith(page.Select(reference => reference.Link));
            }

            foreach (TableEntity row in rows.Where(row => !mentioned.Contains(LinkEntity.IdOf(row))))
            {
                await RemoveAsync(partition, row, shard.Key with { Site = to }, cancellationToken);
            }

            await shards.RemoveOrMarkAsync(shard.Key, isEmpty: await IsEmptyAsync(partition, cancellationToken), cancellationToken);
        }
    }

    private async Task RemoveAsync(string partition, TableEntity row, LinkShard to, CancellationToken cancellationToken)
    {
        LinkId id = LinkEntity.IdOf(row);
        List<TableEntity> beside = await clients.Links.ReadAsync(
            partition,
            [TableKeys.Below(TableKeys.LinkCheckPages(id)), TableKeys.Below(TableKeys.LinkTransitions(id))],
            null,
            null,
            cancellationToken);
        if (row.Time("LastChecked") is not null)
        {
            await CarryOverAsync(row, beside.Where(one => one.RowKey[0] == 'C'), to, cancellationToken);
        }

        await clients.Links.DeleteAllAsync(beside, cancellationToken);
        try
        {
            await clients.Links.DeleteEntityAsync(partition, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
        {
            // It was registered again meanwhile, or is gone.
        }
    }

    private async Task CarryOverAsync(TableEntity row, IEnumerable<TableEntity> pages, LinkShard to, CancellationToken cancellationToken)
    {
        string partition = TableKeys.LinkPartition(to);
        NullableResponse<TableEntity> target = await clients.Links.GetEntityIfExistsAsync<TableEntity>(
            partition, row.RowKey, ["LastChecked"], cancellationToken);
        if (target is not { HasValue: true, Value: { } now } || now.Time("LastChecked") is not null)
        {
            return;
        }

        // Copies what a registration does not write. Pages go first: a row with history never lacks one.
        await clients.Links.SubmitAllAsync(
            pages.Select(page => TableTransactions.UpsertReplace(Copy(page, partition))), cancellationToken);
        TableEntity state = new(partition, row.RowKey);
        foreach ((string column, object value) in row.Where(pair => LinkEntity.IsStateOrHistory(pair.Key)))
        {
            state[column] = value;
        }

        try
        {
            await clients.Links.UpdateEntityAsync(state, now.ETag, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
        {
            // It was checked meanwhile; that check stands.
        }
    }

    private static TableEntity Copy(TableEntity page, string partition)
    {
        TableEntity copy = new(partition, page.RowKey);
        foreach ((string column, object value) in page.Where(pair => pair.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")))
        {
            copy[column] = value;
        }

        return copy;
    }

    private async Task<bool> IsEmptyAsync(string partition, CancellationToken cancellationToken) => !await clients.Links
        .QueryAsync<TableEntity>(RowReader.Range(partition, TableKeys.Below("L")), 1, ["RowKey"], cancellationToken)
        .AnyAsync(cancellationToken);
}
