using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Takes articles, or some of their texts, out of the archive for good. See docs/decisions/0019.</summary>
/// <remarks>The head is replaced first, so that no ingest can write to the article. The other rows to remove follow from the texts, which are
/// removed last except for their places. So repeating an interrupted takedown finishes it.</remarks>
public sealed class ArticleTakedown
{
    private readonly ArchiveClients _clients;
    private readonly ArticleRows _rows;
    private readonly ArticleHeadTakedown _heads;
    private readonly LinkTakedown _links;
    private readonly EventTakedown _events;
    private readonly CaptureTakedown _captures;
    private readonly ArticleListWriter _list;
    private readonly TimeProvider _time;

    internal ArticleTakedown(ArchiveClients clients, LinkStore links, LinkShardStore shards, ConflictRetry retry, TimeProvider time)
    {
        _clients = clients;
        _rows = new ArticleRows(clients);
        _heads = new ArticleHeadTakedown(clients, _rows, retry);
        _links = new LinkTakedown(clients, _rows, links, shards);
        _events = new EventTakedown(clients);
        _captures = new CaptureTakedown(clients, time);
        _list = new ArticleListWriter(clients, _rows, retry, time);
        _time = time;
    }

    /// <summary>Takes an article down with all its texts. No ingest brings it back.</summary>
    /// <param name="isRehearsal">True to only report what would be removed and what would stay.</param>
    /// <param name="removeBytes">Handles the bytes in dumps while the rows still say where they are.</param>
    /// <returns>The report; null if there is no such article and never was one that was taken down.</returns>
    public async Task<TakedownReport?> RemoveArticleAsync(
        string site, ArticleId id, bool isRehearsal, Func<TakedownReport, Task> removeBytes, CancellationToken cancellationToken)
    {
        if (await _rows.ReadAllAsync(site, id, cancellationToken) is not { Count: > 0 } rows)
        {
            return null;
        }

        if (ArticleHeadEntity.SameAs(rows[0]) is { } real)
        {
            return await RemoveArticleAsync(site, real, isRehearsal, removeBytes, cancellationToken);
        }

        var report = new TakedownReport();
        ArticleTakedownPlan Plan(IReadOnlyList<TableEntity> all) => ArticleTakedownPlan.For(site, id, all, _ => true, _ => true);
        ArticleTakedownPlan plan = isRehearsal
            ? Plan(rows)
            : await _heads.WriteAsync(site, id, Plan, ArticleHeadEntity.RemovedAt(rows[0]) ?? _time.GetUtcNow(), cancellationToken);
        report.AddBytes(plan.BytesOfGoingTexts());
        await removeBytes(report);
        await RemoveAsync(site, [plan], report, isRehearsal, cancellationToken);
        return report;
    }

    /// <summary>Takes texts of an article down. Its other texts, present and future, stay.</summary>
    public async Task RemoveTextsAsync(string site, ArticleId id, IReadOnlySet<string> texts, CancellationToken cancellationToken)
    {
        ArticleTakedownPlan plan = await _heads.WriteAsync(
            site, id, rows => ArticleTakedownPlan.For(site, id, rows, _ => false, texts.Contains), removedAt: null, cancellationToken);
        await RemoveAsync(site, [plan], new TakedownReport(), isRehearsal: false, cancellationToken);
    }

    /// <summary>Takes down what only one dump provides of articles of one site.</summary>
    public async Task RemoveFromDumpAsync(
        string site, IEnumerable<ArticleId> articles, string dumpId, TakedownReport report, bool isRehearsal, CancellationToken cancellationToken)
    {
        List<ArticleTakedownPlan> plans = [];
        foreach (ArticleId id in articles)
        {
            ArticleTakedownPlan Plan(IReadOnlyList<TableEntity> rows) =>
                ArticleTakedownPlan.For(site, id, rows, place => place.GetString("DumpId") == dumpId, _ => false);
            plans.Add(isRehearsal
                ? Plan(await _rows.ReadAllAsync(site, id, cancellationToken))
                : await _heads.WriteAsync(site, id, Plan, removedAt: null, cancellationToken));
        }

        await RemoveAsync(site, plans, report, isRehearsal, cancellationToken);
    }

    /// <summary>Removes what an ingest registered for texts of an article during their takedown.</summary>
    public async Task RemoveLinksAsync(string site, ArticleId id, IReadOnlyCollection<Article> texts, CancellationToken cancellationToken)
    {
        IReadOnlyList<(Article Text, string DumpName)> staying = await _rows.ReadTextsAsync(site, id, cancellationToken);
        ILookup<bool, LinkMention> byFate = ByFate(texts.SelectMany(ArticleLinks.Of), staying.Select(one => one.Text));
        await RemoveLinksAsync(site, [.. byFate[false]], [.. byFate[true]], new TakedownReport(), isRehearsal: false, cancellationToken);
    }

    /// <summary>Finds articles that have places in a dump, a thousand rows at a time: one scan of all articles.</summary>
    /// <param name="after">The last processed row; null means from the beginning.</param>
    internal async IAsyncEnumerable<(RowPosition Last, IReadOnlyList<(string Site, ArticleId Id)> Articles)> FindOfDumpAsync(
        string dumpId, RowPosition? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"DumpId eq {dumpId}");
        if (after is { } position)
        {
            filter += " and " + TableClient.CreateQueryFilter(
                $"(PartitionKey gt {position.Partition} or (PartitionKey eq {position.Partition} and RowKey gt {position.Row}))");
        }

        await foreach (Azure.Page<TableEntity> page in _clients.Articles
            .QueryAsync<TableEntity>(filter, RowReader.PageSize, ["PartitionKey", "RowKey"], cancellationToken)
            .AsPages())
        {
            foreach (TableEntity[] rows in page.Values.Chunk(EntitySize.TransactionEntities))
            {
                yield return (
                    new RowPosition(rows[^1].PartitionKey, rows[^1].RowKey),
                    [.. rows.Select(row => (TableKeys.Parts(row.PartitionKey)[0], ArticleId.Parse(TableKeys.Parts(row.RowKey)[0]))).Distinct()]);
            }
        }
    }

    private async Task RemoveAsync(
        string site, IReadOnlyList<ArticleTakedownPlan> plans, TakedownReport report, bool isRehearsal, CancellationToken cancellationToken)
    {
        List<LinkMention> mentions = [];
        List<LinkMention> titles = [];
        foreach (ArticleTakedownPlan plan in plans.Where(plan => plan.GoingVersions.Count > 0))
        {
            ILookup<bool, LinkMention> byFate = await MentionsAsync(plan, cancellationToken);
            mentions.AddRange(byFate[false]);
            titles.AddRange(byFate[true]);
            report.AddVersions(plan.GoingVersions.Count);
            if (plan.IsWhole)
            {
                report.AddArticle(site, plan.Id);
            }
        }

        await RemoveLinksAsync(site, mentions, titles, report, isRehearsal, cancellationToken);
        if (isRehearsal)
        {
            return;
        }

        foreach (ArticleTakedownPlan plan in plans)
        {
            await RemoveRowsAsync(plan, report, cancellationToken);
        }
    }

    /// <summary>Removes captures before events before links: the links say what else to remove, so they go last.</summary>
    private async Task RemoveLinksAsync(
        string site,
        IReadOnlyList<LinkMention> mentions,
        IReadOnlyList<LinkMention> titles,
        TakedownReport report,
        bool isRehearsal,
        CancellationToken cancellationToken)
    {
        ILookup<LinkShard, LinkMention> titlesByShard = titles.ToLookup(mention => mention.Shard);
        ILookup<LinkShard, LinkMention> byShard = mentions.ToLookup(mention => mention.Shard);
        LinkMention[] all = [.. mentions, .. titles];
        List<ShardTakedown> shards = [];
        foreach (LinkShard shard in all.Select(mention => mention.Shard).Distinct())
        {
            shards.Add(await _links.FindAsync(shard, [.. byShard[shard]], [.. titlesByShard[shard]], cancellationToken));
        }

        HashSet<string> going = [.. shards.SelectMany(shard => shard.Going).Select(id => id.Value)];
        IReadOnlyList<TableEntity> events = await _events.FindAsync(
            site, all.Select(mention => mention.Id.Value).ToHashSet(StringComparer.Ordinal), cancellationToken);
        IReadOnlyList<string> captures = await _captures.FindAsync([.. shards.SelectMany(shard => shard.GoingRows)], cancellationToken);
        foreach (ShardTakedown shard in shards)
        {
            report.AddLinks([.. shard.GoingRows.Select(LinkEntity.IdOf)], shard.Rows.Count - shard.GoingRows.Count());
        }

        report.AddEvents(events.Count(row => going.Contains(TableKeys.Parts(row.RowKey)[1])));
        foreach (string sha256 in captures)
        {
            report.AddCapture(sha256);
        }

        if (isRehearsal)
        {
            return;
        }

        await _captures.RemoveAsync(captures, report, cancellationToken);
        await _events.RemoveAsync(
            events,
            going,
            all.Select(mention => mention.Title).OfType<string>().ToHashSet(StringComparer.Ordinal),
            mentions.Select(mention => mention.MentionedBy).ToHashSet(),
            cancellationToken);
        foreach (ShardTakedown shard in shards)
        {
            await _links.RemoveAsync(shard, cancellationToken);
        }
    }

    /// <summary>Groups the links that removed texts mention by whether a remaining text of the article mentions them, too.</summary>
    private async Task<ILookup<bool, LinkMention>> MentionsAsync(ArticleTakedownPlan plan, CancellationToken cancellationToken)
    {
        List<LinkMention> going = [];
        foreach (TableEntity version in plan.GoingVersions)
        {
            try
            {
                going.AddRange(ArticleLinks.Of(await _rows.ReadTextAsync(version, cancellationToken)));
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // Its large text is gone. It is deleted only after its links were.
            }
        }

        List<Article> staying = [];
        foreach (TableEntity version in plan.StayingVersions)
        {
            staying.Add(await _rows.ReadTextAsync(version, cancellationToken));
        }

        return ByFate(going, staying);
    }

    private static ILookup<bool, LinkMention> ByFate(IEnumerable<LinkMention> going, IEnumerable<Article> staying)
    {
        HashSet<LinkId> mentioned = [.. staying.SelectMany(ArticleLinks.Of).Select(mention => mention.Id)];
        return going.ToLookup(mention => mentioned.Contains(mention.Id));
    }

    private async Task RemoveRowsAsync(ArticleTakedownPlan plan, TakedownReport report, CancellationToken cancellationToken)
    {
        IEnumerable<string?> keys = plan.GoingVersions.Append(plan.Head).Select(row => row?.GetString("ListKey"));
        if (!plan.IsWhole && (plan.GoingVersions.Count > 0 || plan.GoingPlaces.Count > 0))
        {
            await UpdateListAsync(plan, [.. keys.OfType<string>()], cancellationToken);
        }
        else if (plan.IsWhole)
        {
            foreach (string key in keys.OfType<string>().Distinct())
            {
                await _clients.ArticleList.DeleteListedAsync(plan.Site, key, cancellationToken);
            }
        }

        foreach (string blob in plan.GoingVersions.Select(ArticleVersionEntity.Blob).OfType<string>())
        {
            report.AddRecoverable(await _clients.ArticleBlobs.EraseAsync(blob, isIt: null, _time, cancellationToken));
        }

        await _clients.Articles.DeleteAllAsync(plan.GoingVersions, cancellationToken);
        await _clients.Articles.DeleteAllAsync(plan.GoingPlaces, cancellationToken);
    }

    private async Task UpdateListAsync(ArticleTakedownPlan plan, IReadOnlyList<string> oldKeys, CancellationToken cancellationToken)
    {
        Dictionary<ArticleId, ArticleSnapshot> now = await _rows.ReadAsync(
            TableKeys.ArticlePartition(plan.Site, plan.Id), [plan.Id], found: null, cancellationToken);
        if (now[plan.Id].ListState is { } state)
        {
            ArticleListState listed = await _list.WithWordsAsync(state with { VersionKeys = state.VersionKeys.Union(oldKeys).ToHashSet() }, cancellationToken);
            await _list.WriteAsync([listed], cancellationToken);
        }
    }
}
