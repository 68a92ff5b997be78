using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Removes what removed articles say about links: references, links that nothing else mentions, and titles that only they gave.</summary>
internal sealed class LinkTakedown(ArchiveClients clients, ArticleRows articles, LinkStore links, LinkShardStore shards)
{
    // Limits the articles to ask. Titles of a link with more articles return with the next of their dumps.
    private const int MaxArticlesAsked = 10;

    /// <summary>Splits the links of a shard by whether anything else mentions them.</summary>
    /// <param name="mentions">The mentions to remove.</param>
    /// <param name="titles">Mentions in removed texts of articles that mention the link in another text, too. Only their titles are removed.</param>
    public async Task<ShardTakedown> FindAsync(
        LinkShard shard, IReadOnlyCollection<LinkMention> mentions, IReadOnlyCollection<LinkMention> titles, CancellationToken cancellationToken)
    {
        ILookup<LinkId, LinkMention> byLink = mentions.ToLookup(mention => mention.Id);
        LinkId[] ids = [.. mentions.Concat(titles).Select(mention => mention.Id).Distinct()];

        // Rows are read before references: a registration changes the row last, and a changed row is not deleted.
        List<TableEntity> rows = await clients.Links.ReadAsync(
            TableKeys.LinkPartition(shard), ids.Select(id => KeyRange.Of(TableKeys.LinkRow(id))), null, null, cancellationToken);
        Dictionary<LinkId, List<ArticleId>> others = [];
        await foreach (IReadOnlyList<LinkReference> page in links.ReadReferencesAsync(shard, ids, cancellationToken))
        {
            foreach (LinkReference reference in page)
            {
                if (byLink[reference.Link].Any(mention => mention.MentionedBy == reference.Article))
                {
                    continue;
                }

                if (!others.TryGetValue(reference.Link, out List<ArticleId>? known))
                {
                    others.Add(reference.Link, known = []);
                }

                if (known.Count < MaxArticlesAsked)
                {
                    known.Add(reference.Article);
                }
            }
        }

        return new ShardTakedown(shard, mentions, titles, rows, others);
    }

    /// <summary>Removes what was found. References go first, so that no reader finds an article by a link. A repeat finds less to do.</summary>
    public async Task RemoveAsync(ShardTakedown found, CancellationToken cancellationToken)
    {
        string partition = TableKeys.LinkPartition(found.Shard);
        await links.ForgetAsync([.. found.Mentions], cancellationToken);
        foreach (TableEntity row in found.Rows)
        {
            LinkId id = LinkEntity.IdOf(row);
            if (found.Goes(id))
            {
                await RemoveAsync(partition, row, id, cancellationToken);
            }
            else
            {
                await RemoveTitlesAsync(row, found, id, cancellationToken);
            }
        }

        bool isEmpty = !await clients.Links
            .QueryAsync<TableEntity>(RowReader.Range(partition, TableKeys.Below("L")), 1, ["RowKey"], cancellationToken)
            .AnyAsync(cancellationToken);
        await shards.RemoveOrMarkAsync(found.Shard, isEmpty, cancellationToken);
    }

    private async Task RemoveAsync(string partition, TableEntity row, LinkId id, CancellationToken cancellationToken)
    {
        List<TableEntity> beside = await clients.Links.ReadAsync(
            partition,
            [TableKeys.Below(TableKeys.LinkCheckPages(id)), TableKeys.Below(TableKeys.LinkTransitions(id))],
            null,
            ["PartitionKey", "RowKey"],
            cancellationToken);
        await clients.Links.DeleteAllAsync(beside, cancellationToken);
        try
        {
            await clients.Links.DeleteEntityAsync(partition, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
        {
            // It was registered again or checked meanwhile. The takedown looks again until nothing is left.
        }
    }

    /// <summary>Removes titles from a link that stays. Titles that other articles give it, too, are registered again.</summary>
    private async Task RemoveTitlesAsync(TableEntity row, ShardTakedown found, LinkId id, CancellationToken cancellationToken)
    {
        HashSet<string> removed = [.. found.TitlesOf(id)];
        TableEntity without = new(row.PartitionKey, row.RowKey);
        foreach (string column in TitleColumns.Names.Prepend("Title"))
        {
            if (row.Text(column) is { } title && removed.Any(one => one.StartsWith(title, StringComparison.Ordinal) || ExpectedTitles.Shortened(one) == title))
            {
                without.SetText(column, null);
            }
        }

        if (without.Count == 2)
        {
            return;
        }

        await clients.Links.SubmitPresentAsync([TableTransactions.UpdateMerge(without, ETag.All.ToString())], cancellationToken);
        foreach (ArticleId article in found.Others.GetValueOrDefault(id) ?? [])
        {
            foreach ((Article text, string dumpName) in await articles.ReadTextsAsync(found.Shard.Site, article, cancellationToken))
            {
                LinkMention[] mentions = [.. ArticleLinks.Of(text).Where(mention => mention.Id == id)];
                await links.RegisterAsync(mentions, dumpName, cancellationToken);
            }
        }
    }
}

/// <param name="Mentions">The mentions to remove.</param>
/// <param name="Titles">The mentions of which only the titles are removed.</param>
/// <param name="Rows">The rows of the mentioned links, as far as they exist.</param>
/// <param name="Others">Links with other mentions, and some of the articles that mention them.</param>
internal sealed record ShardTakedown(
    LinkShard Shard,
    IReadOnlyCollection<LinkMention> Mentions,
    IReadOnlyCollection<LinkMention> Titles,
    IReadOnlyList<TableEntity> Rows,
    IReadOnlyDictionary<LinkId, List<ArticleId>> Others)
{
    /// <summary>Lists links without other mentions, whether or not their rows still exist.</summary>
    public IReadOnlySet<LinkId> Going { get; } =
        Mentions.Select(mention => mention.Id).Where(id => !Others.ContainsKey(id) && Titles.All(title => title.Id != id)).ToHashSet();

    public IEnumerable<TableEntity> GoingRows => Rows.Where(row => Goes(LinkEntity.IdOf(row)));

    public bool Goes(LinkId id) => Going.Contains(id);

    public IEnumerable<string> TitlesOf(LinkId id) => Mentions.Concat(Titles).Where(mention => mention.Id == id).Select(mention => mention.Title).OfType<string>();
}
