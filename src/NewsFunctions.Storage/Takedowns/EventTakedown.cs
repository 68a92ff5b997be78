using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Removes events about removed links, and what events of other links say about removed articles.</summary>
internal sealed class EventTakedown(ArchiveClients clients)
{
    /// <summary>Finds the events about links: one operation for each 1,000 events of the site.</summary>
    public async Task<IReadOnlyList<TableEntity>> FindAsync(string site, IReadOnlySet<string> links, CancellationToken cancellationToken) => links.Count == 0
        ? []
        : await clients.Events
            .QueryAsync<TableEntity>(
                RowReader.Range(TableKeys.EventPartition(site), TableKeys.Happened(from: null, to: null)),
                RowReader.PageSize,
                ["PartitionKey", "RowKey", "Title", "Articles"],
                cancellationToken)
            .Where(row => links.Contains(TableKeys.Parts(row.RowKey)[1]))
            .ToListAsync(cancellationToken);

    /// <param name="going">The removed links. Events of other links lose titles and ids.</param>
    /// <param name="titles">Titles that the articles gave to links.</param>
    public async Task RemoveAsync(
        IReadOnlyList<TableEntity> events,
        IReadOnlySet<string> going,
        IReadOnlySet<string> titles,
        IReadOnlySet<ArticleId> articles,
        CancellationToken cancellationToken)
    {
        ILookup<bool, TableEntity> byFate = events.ToLookup(row => going.Contains(TableKeys.Parts(row.RowKey)[1]));
        await clients.Events.DeleteAllAsync(byFate[true], cancellationToken);
        foreach (TableEntity row in byFate[false])
        {
            TableEntity without = new(row.PartitionKey, row.RowKey);
            if (row.Text("Title") is { } title && titles.Any(one => one.StartsWith(title, StringComparison.Ordinal)))
            {
                without.SetText("Title", null);
            }

            string[] told = row.Text("Articles") is { } list ? TableKeys.Parts(list) : [];
            string[] left = [.. told.Where(article => !articles.Contains(ArticleId.Parse(article)))];
            if (left.Length < told.Length)
            {
                without.SetText("Articles", string.Join('|', left));
            }

            if (without.Count > 2)
            {
                await clients.Events.SubmitPresentAsync([TableTransactions.UpdateMerge(without, ETag.All.ToString())], cancellationToken);
            }
        }
    }
}
