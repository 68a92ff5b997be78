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

/// <summary>Removes what articles that go say of links: their references, links that nothing else mentions, and titles that only they gave.</summary>
internal sealed class LinkTakedown(ArchiveClients clients, ArticleRows articles, LinkStore links, LinkShardStore shards)
{
    // Titles of a link that many articles mention come back with the next of their dumps.
    private const int MaxArticlesAsked = 10;

    /// <summary>Sorts the links of a shard by whether anything else mentions them.</summary>
    /// <param name="mentions">Those that go.</param>
    /// <param name="titles">Mentions in texts that go by articles of which another text mentions the link, too: only their titles go.</param>
    public async Task<ShardTakedown> FindAsync(
        LinkShard shard, IReadOnlyCollection<LinkMention> mentions, IReadOnlyCollection<LinkMention> titles, CancellationToken cancellationToken)
    {
        ILookup<LinkId, LinkMention> byLink = mentions.ToLookup(mention => mention.Id);
        LinkId[] ids = [.. mentions.Concat(titles).Select(mention => mention.Id).Distinct()];

        // The rows before the references: a registration changes the row last, and then it is not ours to delete any more.
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

    /// <summary>Removes what was found. References first, so that nobody finds an article by a link; done again, it finds less to do.</summary>
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
            // It was registered again or checked meanwhile. Who takes down looks again until nothing is left.
        }
    }

    /// <summary>Takes titles from a link that stays; those that other articles give it, too, are registered again.</summary>
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

/// <param name="Mentions">Those that go.</param>
/// <param name="Titles">Mentions of which only the titles go.</param>
/// <param name="Rows">The links that they mention, as far as they are there.</param>
/// <param name="Others">Links that are mentioned else, and some of the articles that do.</param>
internal sealed record ShardTakedown(
    LinkShard Shard,
    IReadOnlyCollection<LinkMention> Mentions,
    IReadOnlyCollection<LinkMention> Titles,
    IReadOnlyList<TableEntity> Rows,
    IReadOnlyDictionary<LinkId, List<ArticleId>> Others)
{
    /// <summary>Links that nothing else mentions, whether their rows are still there or not.</summary>
    public IReadOnlySet<LinkId> Going { get; } =
        Mentions.Select(mention => mention.Id).Where(id => !Others.ContainsKey(id) && Titles.All(title => title.Id != id)).ToHashSet();

    public IEnumerable<TableEntity> GoingRows => Rows.Where(row => Goes(LinkEntity.IdOf(row)));

    public bool Goes(LinkId id) => Going.Contains(id);

    public IEnumerable<string> TitlesOf(LinkId id) => Mentions.Concat(Titles).Where(mention => mention.Id == id).Select(mention => mention.Title).OfType<string>();
}
