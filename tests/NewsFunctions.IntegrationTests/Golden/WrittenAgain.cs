using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Judgements;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Search;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>Reads everything in an archive and writes it back with the product's own code.</summary>
internal sealed class WrittenAgain(Archive archive)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task WriteAsync()
    {
        await ForgetListAsync();
        await IngestAsync();
        await RebuildWordsAsync();
        await foreach (ShardStatus shard in archive.Shards.ReadAllAsync(site: null, Token))
        {
            await WriteLinksAsync(shard.Shard);
        }

        await RejudgeAsync();
        await WriteHostsAsync();
        await WriteEventsAsync();
        await WriteWebArchivesAsync();
        await EndVisitsAsync();
        await SummarizeAsync();
    }

    private TableClient Table(string name) => new(archive.Connection, name);

    /// <summary>
    /// Deletes the columns of listed articles, except those that come from their links. The ingest restores them if the
    /// dump still exists.
    /// </summary>
    private async Task ForgetListAsync()
    {
        TableClient list = Table("ArticleList");
        await foreach (TableEntity row in list.QueryAsync<TableEntity>("RowKey lt 'W|'", cancellationToken: Token))
        {
            if (row.GetString("DumpName") is not (GoldenArchive.LongName or GoldenArchive.ReplacedName))
            {
                TableEntity kept = new(row.Where(column => column.Key is "PartitionKey" or "RowKey" || IsFromLinks(column.Key)).ToDictionary());
                await list.UpdateEntityAsync(kept, ETag.All, TableUpdateMode.Replace, Token);
            }
        }
    }

    private static bool IsFromLinks(string column) =>
        column is "MediaDied" || column.StartsWith("D_", StringComparison.Ordinal) || column.StartsWith("B_", StringComparison.Ordinal);

    /// <summary>
    /// Ingests every dump again as a retry would, in the original order and at the original time. The half-ingested
    /// dump has its own test.
    /// </summary>
    private async Task IngestAsync()
    {
        QueueClient queue = new(
            archive.Connection, ArchiveNames.IngestsQueue, new QueueClientOptions(ArchiveClients.DevelopmentQueues) { MessageEncoding = QueueMessageEncoding.Base64 });
        List<DumpEntry> dumps = await archive.Ledger.ReadAllAsync(Token).ToListAsync(Token);
        foreach (DumpEntry dump in dumps
            .Where(dump => dump.Status is DumpStatus.Ingested or DumpStatus.Rejected)
            .OrderBy(dump => dump.StartedAt).ThenBy(dump => dump.LastModified))
        {
            archive.Time.SetUtcNow(dump.StartedAt!.Value);
            if (await archive.Get<DumpRetries>().SendAsync(dump.Id, Token) == DumpRetry.Sent)
            {
                QueueMessage message = await queue.ReceiveMessageAsync(cancellationToken: Token);
                DumpOutcome? outcome = await archive.Get<DumpIngest>().IngestAsync(message.Body.ToObjectFromJson<IngestMessage>()!, Token);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);
                Assert.Equal(dump.Status, outcome?.Status);
            }
        }
    }

    private async Task RebuildWordsAsync()
    {
        TableClient list = Table("ArticleList");
        int words = 0;
        await foreach (TableEntity row in list.QueryAsync<TableEntity>("RowKey ge 'W|' and RowKey lt 'W}'", select: ["PartitionKey", "RowKey"], cancellationToken: Token))
        {
            await list.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Token);
            words++;
        }

        Assert.Equal(words, await archive.Get<WordRows>().RebuildAsync(Token).Select(rebuilt => rebuilt.Written).SumAsync(Token));
    }

    /// <summary>Writes state, history, rescue, offer, capture and judgement of each link of a shard.</summary>
    private async Task WriteLinksAsync(LinkShard shard)
    {
        TableClient table = Table("Links");
        foreach (TableEntity row in await table
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.LinkPartition(shard)}"), cancellationToken: Token)
            .ToListAsync(Token))
        {
            if (row.RowKey[0] is 'L' or 'C')
            {
                await WriteHistoryAsync(table, row);
            }

            if (row.RowKey[0] == 'L')
            {
                await WriteAsync(shard, LinkEntity.FromEntity(row).Link);
            }
        }
    }

    /// <summary>Writes the checks of a row as they were read, and the state of a link that was checked.</summary>
    private static async Task WriteHistoryAsync(TableClient table, TableEntity row)
    {
        LinkId id = LinkEntity.IdOf(row);
        TableEntity written = new(row.PartitionKey, row.RowKey);
        if (row.RowKey[0] == 'L' && LinkEntity.FromEntity(row).Link is { LastChecked: not null } link)
        {
            written = LinkEntity.ToChanges(new Link { Site = link.Site, Id = id, Path = link.Path }, link, LinkEntity.VisitId(row)!);
        }

        foreach (string column in CheckColumns.Names.Where(row.ContainsKey))
        {
            written[column] = CheckEntry.FromBytes(id, row.GetBinary(column)).ToBytes();
        }

        await table.UpdateEntityAsync(written, ETag.All, TableUpdateMode.Merge, Token);
    }

    private async Task WriteAsync(LinkShard shard, Link link)
    {
        if (link.Rescue is { } rescue)
        {
            await archive.Get<RescueStore>().WriteAsync(shard, [(link.Id, rescue)], Token);
        }

        if (link.Offer is { } offer)
        {
            await archive.Get<RescueStore>().WriteAsync(shard, link.Id, offer, link.Rescue, Token);
        }

        if (link.Capture is { } capture)
        {
            await archive.Get<CaptureStore>().WriteAsync(shard, link.Id, capture, Token);
        }

        if (link.Judgement?.Given is { } judgement)
        {
            // Repeating a judgement changes nothing.
            await archive.Get<LinkJudgements>().JudgeAsync(link.Site, link.Id, judgement.Says, judgement.By!, judgement.Reason, judgement.Until, Token);
        }
    }

    private async Task RejudgeAsync()
    {
        List<RejudgedLink> judged = await archive.Get<Rejudging>().WalkAsync(new RejudgementFilter(), apply: true, Token).ToListAsync(Token);
        Assert.DoesNotContain(judged, link => link.Changes);
        Assert.Contains(judged, link => link.Last is not null);
    }

    private async Task WriteHostsAsync()
    {
        HostStore hosts = archive.Get<HostStore>();
        foreach (StoredHost host in (await hosts.ListAsync(1000, continuation: null, Token)).Items)
        {
            // A host with only an override was never requested and has no lease.
            if (host.Lease > TimeSpan.Zero)
            {
                StoredHost acquired = (await hosts.AcquireAsync(host.Host, host.Lease, Token))!;
                await hosts.ReleaseAsync(acquired, acquired.Record, Token);
            }

            if (host.Override is { } set)
            {
                await hosts.OverrideAsync(host.Host, set, Token);
            }
        }
    }

    private async Task WriteEventsAsync()
    {
        string? continuation = null;
        do
        {
            ResultPage<ArchiveEvent> page = await archive.Events.ListAsync(new EventFilter(), 1000, continuation, Token);
            await archive.Events.AddAsync(page.Items, Token);
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    private async Task WriteWebArchivesAsync()
    {
        WebArchiveStore services = archive.Get<WebArchiveStore>();
        await services.WriteServicesAsync(await services.ReadServicesAsync(Token), Token);
        OfferStore offers = archive.Get<OfferStore>();
        (OfferWalk walk, IReadOnlyList<PendingOffer> pending) = await offers.ReadAsync(Token);
        await offers.WriteAsync(walk, Token);
        foreach (PendingOffer offer in pending)
        {
            await offers.AddAsync(offer, Token);
        }

        MeasurementStore measurements = archive.Get<MeasurementStore>();
        foreach (Measurement measurement in (await measurements.ListAsync(1000, continuation: null, Token)).Items)
        {
            await measurements.WriteAsync(measurement, Token);
        }
    }

    /// <summary>
    /// Ends the visit of every counted shard at its original time. Then repeats the requested rechecks, which give
    /// shards new marks.
    /// </summary>
    private async Task EndVisitsAsync()
    {
        List<ShardStatus> shards = [];
        foreach (string site in await archive.Articles.ListSitesAsync(Token).ToListAsync(Token))
        {
            shards.AddRange(await archive.Shards.ReadAllWithMediaAsync(site, Token).ToListAsync(Token));
        }

        foreach (ShardStatus shard in shards.Where(shard => shard.CountedAt is not null))
        {
            DateTimeOffset at = shard.CountedAt!.Value;
            ShardCounter counter = await GoldenPast.CountShardAsync(archive, shard.Shard, at);
            Assert.NotNull(await archive.Shards.EndVisitAsync(shard, counter.Summarize(shard.Mark, at), goOn: false, at, Token));
        }

        foreach (ShardStatus shard in shards.Where(shard => shard.Recheck is not null))
        {
            await archive.Shards.RequestRecheckAsync(shard.Shard.Site, shard.Shard.Kind, shard.Recheck!.States?[0], shard.Recheck.Before, Token);
        }
    }

    private async Task SummarizeAsync()
    {
        archive.Time.SetUtcNow((await archive.Get<SummaryStore>().ReadAsync(site: null, Token))!.Summary.AsOf);
        Assert.True(await archive.Get<Summarizing>().MakeAsync(Token));
    }
}
