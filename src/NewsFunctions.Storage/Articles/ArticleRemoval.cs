using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Removes articles of a site once they are stored under another site. The list row is deleted last: after a crash, listed articles are
/// found again, and each step is idempotent.</summary>
public sealed class ArticleRemoval
{
    private readonly ArchiveClients _clients;
    private readonly ArticleRows _rows;
    private readonly LinkStore _links;
    private readonly LinkRemoval _linkRemoval;

    internal ArticleRemoval(ArchiveClients clients, LinkStore links, LinkShardStore shards)
    {
        _clients = clients;
        _rows = new ArticleRows(clients);
        _links = links;
        _linkRemoval = new LinkRemoval(clients, links, shards);
    }

    /// <param name="dumps">Names of dumps. An article that was found in any other dump is left alone.</param>
    /// <param name="to">The site that has the article now.</param>
    /// <returns>True if the article was removed.</returns>
    public async Task<bool> RemoveAsync(
        string site, ArticleId id, IReadOnlySet<string> dumps, string to, CancellationToken cancellationToken)
    {
        string head = TableKeys.ArticleHead(id);
        List<TableEntity> rows = await _clients.Articles
            .QueryAsync<TableEntity>(
                RowReader.Range(TableKeys.ArticlePartition(site, id), new KeyRange(head, TableKeys.EndOf(head))),
                RowReader.PageSize,
                cancellationToken: cancellationToken)
            .Where(row => TableKeys.Parts(row.RowKey)[0] == head)
            .ToListAsync(cancellationToken);
        ILookup<int, TableEntity> byLength = rows.ToLookup(row => TableKeys.Parts(row.RowKey).Length);
        if (byLength[3].Any(place => !dumps.Contains(place.GetString("DumpName"))))
        {
            return false;
        }

        List<Article> texts = [];
        foreach (TableEntity version in byLength[2])
        {
            texts.Add(await _rows.ReadTextAsync(version, cancellationToken));
        }

        LinkMention[] mentions = [.. texts.SelectMany(ArticleLinks.Of)];
        await _links.ForgetAsync(mentions, cancellationToken);
        await _linkRemoval.RemoveUnmentionedAsync(site, [.. mentions.Select(mention => mention.Id).Distinct()], to, cancellationToken);
        foreach (string blob in byLength[2].Select(ArticleVersionEntity.Blob).OfType<string>())
        {
            await _clients.ArticleBlobs.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }

        await _clients.Articles.DeleteAllAsync(rows, cancellationToken);
        foreach (string key in byLength[1].Concat(byLength[2]).Select(row => row.GetString("ListKey")).OfType<string>().Distinct())
        {
            await _clients.ArticleList.DeleteListedAsync(site, key, cancellationToken);
        }

        return true;
    }

    /// <summary>Removes the claims of removed articles on their text ids.</summary>
    public async Task ForgetClaimsAsync(
        string site, IEnumerable<ArticleId> textIds, IReadOnlySet<ArticleId> removed, CancellationToken cancellationToken)
    {
        foreach (ArticleId textId in textIds)
        {
            NullableResponse<TableEntity> claim = await _clients.Articles.GetEntityIfExistsAsync<TableEntity>(
                TableKeys.ArticlePartition(site, textId), TableKeys.ArticleHead(textId), ["PartitionKey", "RowKey", "SameAs"], cancellationToken);
            if (claim is { HasValue: true, Value: { } row } && ArticleHeadEntity.SameAs(row) is { } id && removed.Contains(id))
            {
                await _clients.Articles.DeleteAllAsync([row], cancellationToken);
            }
        }
    }
}
