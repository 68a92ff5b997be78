using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Finds the list rows of articles that mention links.</summary>
public sealed class ListedArticles
{
    private readonly ArchiveClients _clients;

    internal ListedArticles(ArchiveClients clients) => _clients = clients;

    /// <summary>Reads those of the articles of a site that exist, without their media. Costs at most one operation for each, fewer if they were
    /// published close together. A reference to a row that has moved costs one more, for the head of the article.</summary>
    public async Task<IReadOnlyDictionary<ArticleId, ArticleSummary>> FindAsync(
        string site, IReadOnlyCollection<LinkReference> references, CancellationToken cancellationToken)
    {
        IEnumerable<KeyRange> listed = references.Select(reference => KeyRange.Of(reference.ListKey ?? TableKeys.ArticleListRow(null, reference.Article)));
        List<TableEntity> rows = await _clients.ArticleList.ReadAsync(
            TableKeys.ArticleListPartition(site), listed, filter: null, ["PartitionKey", "RowKey", .. SummaryColumns.WithoutMedia], cancellationToken);
        Dictionary<ArticleId, ArticleSummary> found = [];
        foreach (ArticleSummary article in rows.Select(ArticleListEntity.FromEntity))
        {
            found[article.Id] = article;
        }

        IEnumerable<ArticleId> elsewhere = references.Select(reference => reference.Article).Where(id => !found.ContainsKey(id)).Distinct();
        foreach (IGrouping<string, ArticleId> partition in elsewhere.ToArray().GroupBy(id => TableKeys.ArticlePartition(site, id)))
        {
            foreach (TableEntity head in await _clients.Articles.ReadAsync(
                partition.Key,
                partition.Select(id => KeyRange.Of(TableKeys.ArticleHead(id))),
                filter: null,
                ["RowKey", "SameAs", "Tombstone", .. SummaryColumns.WithoutMedia],
                cancellationToken))
            {
                if (ArticleHeadEntity.SameAs(head) is null && !ArticleHeadEntity.IsTombstone(head))
                {
                    ArticleId id = ArticleId.Parse(head.RowKey);
                    found[id] = SummaryColumns.Get(head, site, id);
                }
            }
        }

        return found;
    }
}
