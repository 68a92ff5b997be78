using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Writes into the rows of links what web archives have of them.</summary>
/// <remarks>Unconditionally: nothing else writes these columns, and a repeated lookup writes its own result.</remarks>
public sealed class RescueStore
{
    private readonly TableClient _table;

    internal RescueStore(ArchiveClients clients) => _table = clients.Links;

    /// <summary>Writes one link that was offered to a web archive, with the mementos that were found: one operation.</summary>
    public Task WriteAsync(LinkShard shard, LinkId link, LinkOffer offer, LinkRescue? rescue, CancellationToken cancellationToken)
    {
        TableEntity row = rescue is null
            ? new TableEntity(TableKeys.LinkPartition(shard), TableKeys.LinkRow(link))
            : RescueColumns.ToEntity(shard, link, rescue);
        OfferColumns.Write(row, offer);
        return _table.SubmitPresentAsync([TableTransactions.UpdateMerge(row, ETag.All.ToString())], cancellationToken);
    }

    /// <summary>Writes rescues, 100 links a transaction. A removed link stays removed.</summary>
    public async Task WriteAsync(LinkShard shard, IReadOnlyList<(LinkId Link, LinkRescue Rescue)> rescues, CancellationToken cancellationToken)
    {
        IEnumerable<TableTransactionAction> merges = rescues.Select(one =>
            TableTransactions.UpdateMerge(RescueColumns.ToEntity(shard, one.Link, one.Rescue), ETag.All.ToString()));
        foreach (IReadOnlyList<TableTransactionAction> transaction in TableTransactions.Cut(merges))
        {
            await _table.SubmitPresentAsync(transaction, cancellationToken);
        }
    }
}
