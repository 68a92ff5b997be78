using Azure.Data.Tables;
using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>The history of whole shards, for what reads all of it.</summary>
public sealed class CheckHistory
{
    private readonly TableClient _table;

    internal CheckHistory(ArchiveClients clients) => _table = clients.Links;

    /// <summary>All checks of a shard's links, link by link in the order of their keys, newest first: one operation for 1,000.</summary>
    public IAsyncEnumerable<LinkCheck> ReadAsync(LinkShard shard, CancellationToken cancellationToken) => _table
        .QueryAsync<TableEntity>(
            RowReader.Range(TableKeys.LinkPartition(shard), TableKeys.Below("C")), RowReader.PageSize, cancellationToken: cancellationToken)
        .Select(LinkCheckEntity.FromEntity);
}
