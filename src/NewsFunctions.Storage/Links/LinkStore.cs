using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Reads and writes the table Links: state, references and history of links, one partition per shard.</summary>
public sealed partial class LinkStore
{
    // While the storage works on the rows of one shard, those of others are made.
    private const int ShardsAtOnce = 4;

    private readonly TableClient _table;
    private readonly LinkShardStore _shards;
    private readonly LinkRecorder _recorder;
    private readonly ConflictRetry _retry;
    private readonly TimeProvider _time;

    internal LinkStore(ArchiveClients clients, ConflictRetry retry, LinkShardStore shards, TimeProvider time, ILogger<LinkStore> logger)
    {
        _time = time;
        _table = clients.Links;
        _shards = shards;
        _retry = retry;
        _recorder = new LinkRecorder(clients.Links, retry, logger);
    }

    /// <summary>Registers the links that the articles of one dump mention.</summary>
    /// <inheritdoc cref="RegisterAsync(IReadOnlyList{DumpMentions}, Func{LinkMention, LinkPast?}, CancellationToken)"/>
    public Task<IReadOnlyList<LinkMention>> RegisterAsync(IReadOnlyList<LinkMention> mentions, string dumpName, CancellationToken cancellationToken) =>
        RegisterAsync([new DumpMentions(dumpName, mentions)], pastOf: null, cancellationToken);

    /// <summary>Registers the links that articles mention, without a read: path, titles and dump are merged, no state is changed.</summary>
    /// <remarks>References are written before the links with their new mark, so a visit that has read the mark finds every reference of it.</remarks>
    /// <param name="pastOf">State and history of links that come with a past. They are written with the registration, as one entity. A registration
    /// and a check would be two writes of it.</param>
    /// <returns>Mentions that the tables refuse.</returns>
    public async Task<IReadOnlyList<LinkMention>> RegisterAsync(
        IReadOnlyList<DumpMentions> dumps, Func<LinkMention, LinkPast?>? pastOf, CancellationToken cancellationToken)
    {
        ConcurrentBag<LinkMention> refused = [];
        string mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        IEnumerable<IGrouping<LinkShard, (LinkMention Mention, string DumpName)>> shards = dumps
            .SelectMany(dump => dump.Mentions.Select(mention => (Mention: mention, dump.DumpName)))
            .GroupBy(one => one.Mention.Shard);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = ShardsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(shards, parallel, async (shard, token) =>
        {
            foreach (LinkMention mention in await RegisterAsync(shard.Key, [.. shard], mark, pastOf, token))
            {
                refused.Add(mention);
            }
        });
        return [.. refused];
    }

    private async Task<IEnumerable<LinkMention>> RegisterAsync(
        LinkShard shard,
        IReadOnlyList<(LinkMention Mention, string DumpName)> mentions,
        string mark,
        Func<LinkMention, LinkPast?>? pastOf,
        CancellationToken cancellationToken)
    {
        ILookup<LinkId, LinkMention> byLink = mentions.ToLookup(one => one.Mention.Id, one => one.Mention);
        Dictionary<LinkId, string> lastDump = [];
        foreach ((LinkMention mention, string name) in mentions)
        {
            lastDump[mention.Id] = name;
        }

        List<TableTransactionAction> pages = [];
        List<TableTransactionAction> links = [];
        foreach (IGrouping<LinkId, LinkMention> link in byLink)
        {
            TableEntity row = LinkEntity.ToRegistration(
                link.Key,
                shard.Site,
                link.First().Path,
                [.. link.Select(mention => mention.Title).OfType<string>().Where(title => title.Length > 0)],
                lastDump[link.Key],
                mark);
            if (pastOf?.Invoke(link.First()) is { } past)
            {
                pages.AddRange(LinkPastEntity.AddTo(row, past, mark).Select(TableTransactions.UpsertReplace));
            }

            links.Add(TableTransactions.UpsertMerge(row));
        }

        IEnumerable<TableTransactionAction> references = mentions
            .Select(one => one.Mention)
            .DistinctBy(mention => (mention.Id, mention.MentionedBy))
            .Select(mention => TableTransactions.UpsertMerge(LinkEntity.ToReference(mention)));
        IReadOnlyList<TableTransactionAction> failed = await _table.SubmitAllTakenAsync(references.Concat(pages).Concat(links), cancellationToken);
        return failed
            .Select(action => LinkId.Parse(TableKeys.Parts(action.Entity.RowKey)[1]))
            .Distinct()
            .SelectMany(link => byLink[link]);
    }

    /// <summary>Removes the references of an article that is kept under another id. The links stay.</summary>
    public async Task ForgetAsync(IReadOnlyList<LinkMention> mentions, CancellationToken cancellationToken)
    {
        foreach (IGrouping<LinkShard, LinkMention> shard in mentions.GroupBy(mention => new LinkShard(mention.Site, mention.Id.Kind, mention.Id.Bucket)))
        {
            KeyRange[] references = [.. shard.Select(mention => KeyRange.Of(TableKeys.LinkReference(mention.Id, mention.MentionedBy))).Distinct()];
            List<TableEntity> rows = await _table.ReadAsync(
                TableKeys.LinkPartition(shard.Key), references, null, ["PartitionKey", "RowKey"], cancellationToken);
            await _table.DeleteAllAsync(rows, cancellationToken);
        }
    }

    /// <summary>Reads all links of a shard in pages of at most 1,000, without references and history.</summary>
    public IAsyncEnumerable<IReadOnlyList<StoredLink>> ReadShardAsync(LinkShard shard, CancellationToken cancellationToken) =>
        ReadShardAsync(shard, [], cancellationToken);

    /// <inheritdoc cref="ReadShardAsync(LinkShard, CancellationToken)"/>
    /// <param name="pending">Receives the pending transitions before the first link comes.</param>
    public async IAsyncEnumerable<IReadOnlyList<StoredLink>> ReadShardAsync(
        LinkShard shard,
        ICollection<LinkTransition> pending,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = RowReader.Range(TableKeys.LinkPartition(shard), TableKeys.TransitionsAndLinks);
        await foreach (Azure.Page<TableEntity> page in _table
            .QueryAsync<TableEntity>(filter, RowReader.PageSize, [.. LinkEntity.WithoutChecks, .. LinkTransitionEntity.Columns], cancellationToken)
            .AsPages())
        {
            ILookup<char, TableEntity> rows = page.Values.ToLookup(row => row.RowKey[0]);
            foreach (TableEntity transition in rows['E'])
            {
                pending.Add(LinkTransitionEntity.FromEntity(transition));
            }

            if (rows.Contains('L'))
            {
                yield return [.. rows['L'].Select(LinkEntity.FromEntity)];
            }
        }
    }

    /// <summary>Reads one link in one operation; returns null if there is none.</summary>
    public async Task<StoredLink?> GetAsync(string site, LinkId id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> response = await _table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.LinkPartition(Shard(site, id)), TableKeys.LinkRow(id), LinkEntity.WithoutChecks, cancellationToken);
        return response.HasValue ? LinkEntity.FromEntity(response.Value!) : null;
    }

    /// <summary>Reads one link with the last page of its history, its newest 1 to 16 checks. One operation. Returns null if there is none.</summary>
    public async Task<(Link Link, IReadOnlyList<LinkCheck> Checks)?> GetWithChecksAsync(string site, LinkId id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> response = await _table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.LinkPartition(Shard(site, id)), TableKeys.LinkRow(id), [.. LinkEntity.WithoutChecks, .. CheckColumns.Names], cancellationToken);
        return response.HasValue
            ? (AsOfNow(response.Value!), [.. CheckColumns.Read(response.Value!, id).Select(entry => entry.Check)])
            : null;
    }

    /// <summary>Reads which articles mention links of a shard, in pages of at most 1,000: one operation a page if the keys are close.</summary>
    public IAsyncEnumerable<IReadOnlyList<LinkReference>> ReadReferencesAsync(
        LinkShard shard, IReadOnlyCollection<LinkId> ids, CancellationToken cancellationToken) => _table
        .ReadPagesAsync(
            TableKeys.LinkPartition(shard),
            ids.Select(id => TableKeys.Below(TableKeys.LinkReferences(id))),
            filter: null,
            ["RowKey", "ListKey", "Place"],
            cancellationToken)
        .Select(IReadOnlyList<LinkReference> (rows) => [.. rows.Select(LinkEntity.FromReference)]);

    /// <summary>Records that links of a shard were published: removes their transitions. Later mentions are still noticed.</summary>
    public async Task FinishPublishingAsync(LinkShard shard, IReadOnlyList<PublishedLink> told, CancellationToken cancellationToken)
    {
        foreach (IReadOnlyList<PublishedLink> links in TableTransactions.Cut(told, link => link.Actions(shard).Count(), _ => 0))
        {
            try
            {
                await _table.SubmitTransactionAsync(links.SelectMany(link => link.Actions(shard)), cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // Another visit has published, or a link is gone. One at a time, that does not matter.
                foreach (TableTransactionAction action in links.SelectMany(link => link.Actions(shard)))
                {
                    await SubmitIfThereAsync(action, cancellationToken);
                }
            }
        }
    }

    /// <summary>Writes state and history of checked links of one shard, and pending transitions, up to 100 links a transaction.</summary>
    /// <returns>Counts of written and superseded checks. They add up to the checks, except those that the service refuses or whose link is gone;
    /// these are logged and stay due.</returns>
    /// <exception cref="ArgumentException">A check is of another shard, or two are of the same link.</exception>
    public Task<RecordResult> RecordAsync(LinkShard shard, IReadOnlyList<CheckedLink> checks, CancellationToken cancellationToken) =>
        _recorder.RecordAsync(shard, checks, cancellationToken);

    /// <summary>Makes links due now and marks their shards.</summary>
    /// <returns>Those of <paramref name="ids"/> that exist.</returns>
    public async Task<IReadOnlyList<LinkId>> MakeDueAsync(
        string site,
        IReadOnlyList<LinkId> ids,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        List<LinkId> due = [];
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyDictionary<LinkId, Link> links = await GetManyAsync(site, ids, cancellationToken);
            try
            {
                foreach (IGrouping<LinkShard, Link> shard in links.Values.GroupBy(link => link.Shard))
                {
                    // The row may have changed, but must exist: a merge without a condition would create it.
                    await _table.SubmitAllAsync(
                        shard.Select(link => TableTransactions.UpdateMerge(LinkEntity.ToDue(link.Id, site, now), ETag.All.ToString())),
                        cancellationToken);
                }

                // Rows first: a visit reads the mark before the rows, so a visit that saw this mark saw them too.
                await _shards.MarkAsync([.. links.Values.Select(link => link.Shard).Distinct()], cancellationToken);
                due.AddRange(ids.Distinct().Where(links.ContainsKey));
                return due;
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                await _retry.WaitAsync(attempt, cancellationToken);
            }
        }
    }

    /// <summary>Reads those of several links of a site that exist: at most one operation a link, fewer if their keys are close.</summary>
    public async Task<IReadOnlyDictionary<LinkId, Link>> GetManyAsync(
        string site,
        IReadOnlyCollection<LinkId> ids,
        CancellationToken cancellationToken)
    {
        Dictionary<LinkId, Link> links = [];
        foreach (IGrouping<LinkShard, LinkId> shard in ids.Distinct().GroupBy(id => Shard(site, id)))
        {
            foreach (TableEntity row in await _table.ReadAsync(
                TableKeys.LinkPartition(shard.Key),
                shard.Select(id => KeyRange.Of(TableKeys.LinkRow(id))),
                null,
                LinkEntity.WithoutChecks,
                cancellationToken))
            {
                Link link = AsOfNow(row);
                links[link.Id] = link;
            }
        }

        return links;
    }

    /// <summary>Reads those of several links of a shard that exist, with their ETags: one operation for about 50.</summary>
    public async Task<IReadOnlyList<StoredLink>> GetManyAsync(LinkShard shard, IReadOnlyCollection<LinkId> ids, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = await _table.ReadAsync(
            TableKeys.LinkPartition(shard),
            ids.Distinct().Select(id => KeyRange.Of(TableKeys.LinkRow(id))),
            null,
            LinkEntity.WithoutChecks,
            cancellationToken);
        return [.. rows.Select(LinkEntity.FromEntity)];
    }

    private async Task SubmitIfThereAsync(TableTransactionAction action, CancellationToken cancellationToken)
    {
        try
        {
            await _table.SubmitTransactionAsync([action], cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
        }
    }

    /// <summary>Returns the link as readers see it. A writer needs it as stored.</summary>
    private Link AsOfNow(TableEntity row) => LinkStateRules.AsOf(LinkEntity.FromEntity(row).Link, _time.GetUtcNow());

    private static LinkShard Shard(string site, LinkId id) => new(site, id.Kind, id.Bucket);
}
