using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>Tests a dump that takes two hours, in legs of eight minutes.</summary>
public sealed class LongIngestTests(AzuriteFixture azurite)
{
    private const int Legs = 10;

    // An uninterrupted run takes fourteen legs. Killed legs get their eight minutes again, so there are fewer.
    private static readonly LongDump Long = new(records: 56, minutesPerRecord: 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="seed">Varies the request at which a leg is killed.</param>
    [Theory]
    [InlineData(0, false)]
    [InlineData(5, true)]
    [InlineData(11, false)]
    public async Task Ingest_killed_in_each_leg_equals_an_uninterrupted_one(int seed, bool afterTheRequest)
    {
        (DumpEntry whole, string[] rows) = await UninterruptedAsync();
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync(LongDump.Name, Long.Bytes);
        QueueClient queue = Queue(archive);
        await archive.Get<IngestQueue>().SendAsync(new IngestMessage(LongDump.Name), Token);
        List<int> killed = [];
        List<long> deliveries = [];

        while ((await queue.ReceiveMessagesAsync(1, cancellationToken: Token)).Value is [QueueMessage message])
        {
            IngestMessage leg = message.Body.ToObjectFromJson<IngestMessage>()!;
            deliveries.Add(message.DequeueCount);
            int number = leg.Leg ?? 1;
            bool isKilled = !killed.Contains(number);
            var policy = isKilled ? SteppedPolicy.Killing((seed + (3 * number)) % 26, afterTheRequest) : new SteppedPolicy(-1, () => Task.CompletedTask);
            await using Archive process = archive.Beside(policy);
            try
            {
                await Long.Ingest(process).IngestAsync(leg, Token);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);

                // Only the last leg may end before its kill.
                Assert.False(isKilled && killed.Count < Legs, $"Leg {number} ended in {policy.Requests} requests, before it could be killed.");
            }
            catch (KilledException)
            {
                // The host makes the message visible again after a delay and keeps its dequeue count.
                killed.Add(number);
                await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Token);
            }
        }

        DumpEntry entry = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        Assert.Equal(DumpStatus.Ingested, entry.Status);
        Assert.Equal(whole.Counts, entry.Counts);
        Assert.Equal(whole.Diagnostics, entry.Diagnostics);
        Assert.Null(entry.Progress);
        Assert.Equal(rows, await RowsAsync(archive));
        Assert.Equal(Enumerable.Range(1, killed.Count), killed);
        Assert.InRange(killed.Count, Legs, 14);
        Assert.InRange(deliveries.Max(), 1, 2);
        Assert.Equal(0, await BlobsAsync(archive));
    }

    [Fact]
    public async Task Ledger_shows_the_progress_of_an_ingest()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync(LongDump.Name, Long.Bytes);

        DumpOutcome first = (await Long.Ingest(archive).IngestAsync(LongDump.Name, Token))!;

        Assert.Equal(DumpStatus.Running, first.Status);
        DumpEntry entry = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        Assert.Equal((DumpStatus.Running, 40), (entry.Status, entry.Counts.Articles));
        Assert.Equal((1, archive.Time.GetUtcNow(), null), (entry.Progress!.Leg, entry.Progress.CommittedAt, entry.Progress.ResumedAt));
        Assert.Equal(entry.Progress.Position.Offset, entry.Progress.BytesRead);
        Assert.InRange(entry.Progress.BytesRead, dump.Size / 15, dump.Size / 13);
        IngestMessage next = Assert.Single(await ReceiveAsync(archive));
        Assert.Equal(new IngestMessage(LongDump.Name) { DumpId = dump.Id.ToString(), Leg = 2 }, next);
    }

    [Fact]
    public async Task Later_of_two_ingests_continues_and_the_earlier_stops()
    {
        (DumpEntry whole, string[] rows) = await UninterruptedAsync();
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync(LongDump.Name, Long.Bytes);
        int records = 0;
        DumpOutcome? second = null;

        // In the middle of the first leg, a second delivery starts and ingests the rest.
        DumpOutcome? first = await Long.Ingest(archive, beforeRecord: async () =>
        {
            if (++records == 4)
            {
                await using Archive other = archive.Beside(new SteppedPolicy(-1, () => Task.CompletedTask));
                second = await Long.Ingest(other, legTime: TimeSpan.MaxValue).IngestAsync(LongDump.Name, Token);
            }
        }).IngestAsync(LongDump.Name, Token);

        Assert.Null(first);
        Assert.Equal(4, records);
        Assert.Equal(DumpStatus.Ingested, second!.Status);
        Assert.Equal(whole.Counts, (await archive.Ledger.GetAsync(dump.Id, Token))!.Counts);
        Assert.Equal(rows, await RowsAsync(archive));
        Assert.Empty(await ReceiveAsync(archive));
    }

    [Fact]
    public async Task Finished_leg_is_not_run_again()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync(LongDump.Name, Long.Bytes);
        await Long.Ingest(archive).IngestAsync(LongDump.Name, Token);
        IngestMessage second = Assert.Single(await ReceiveAsync(archive));
        await Long.Ingest(archive).IngestAsync(second, Token);
        IngestMessage third = Assert.Single(await ReceiveAsync(archive));
        await Long.Ingest(archive).IngestAsync(third, Token);
        DumpEntry before = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        await ReceiveAsync(archive);

        Assert.Null(await Long.Ingest(archive).IngestAsync(second, Token));

        Assert.Equal(before.Progress, (await archive.Ledger.GetAsync(dump.Id, Token))!.Progress);
        Assert.Empty(await ReceiveAsync(archive));
    }

    [Fact]
    public async Task A_leg_of_a_dump_that_was_overwritten_ends_as_replaced()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync(LongDump.Name, Long.Bytes);
        await Long.Ingest(archive).IngestAsync(LongDump.Name, Token);
        IngestMessage second = Assert.Single(await ReceiveAsync(archive));
        DumpBlob other = await archive.UploadAsync(LongDump.Name, "Fri Mar 11, 2016 16:23:23\nSomething else.\n");

        Assert.Null(await Long.Ingest(archive).IngestAsync(second, Token));

        Assert.Equal((DumpStatus.Replaced, 40), ((await archive.Ledger.GetAsync(dump.Id, Token))! is var entry ? entry.Status : default, entry.Counts.Articles));
        Assert.Null(await archive.Ledger.GetAsync(other.Id, Token));
        Assert.Equal(0, await BlobsAsync(archive));
    }

    [Fact]
    public async Task Ingest_without_a_commit_for_three_hours_is_sent_again()
    {
        (DumpEntry whole, string[] rows) = await UninterruptedAsync();
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync(LongDump.Name, Long.Bytes);
        await Long.Ingest(archive).IngestAsync(LongDump.Name, Token);
        await ReceiveAsync(archive);

        archive.Time.Advance(TimeSpan.FromHours(2.9));
        Assert.Equal(0, await archive.Get<DumpReconciliation>().RunAsync(Token));
        archive.Time.Advance(TimeSpan.FromHours(0.1));
        Assert.Equal(1, await archive.Get<DumpReconciliation>().RunAsync(Token));
        await Long.Ingest(archive, legTime: TimeSpan.MaxValue).IngestAsync(Assert.Single(await ReceiveAsync(archive)), Token);

        Assert.Equal(whole.Counts, (await archive.Ledger.GetAsync(dump.Id, Token))!.Counts);
        Assert.Equal(rows, await RowsAsync(archive));
    }

    private async Task<(DumpEntry Entry, string[] Rows)> UninterruptedAsync()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync(LongDump.Name, Long.Bytes);
        DumpOutcome outcome = (await Long.Ingest(archive, legTime: TimeSpan.MaxValue).IngestAsync(LongDump.Name, Token))!;
        Assert.Equal((DumpStatus.Ingested, 560), (outcome.Status, outcome.Counts.Articles));
        string[] rows = await RowsAsync(archive);
        Assert.Equal(rows.Count(row => row.Contains(" L|", StringComparison.Ordinal)), outcome.Counts.Links);
        return ((await archive.Ledger.GetAsync(dump.Id, Token))!, rows);
    }

    /// <summary>
    /// Reads the keys of all rows. Provenance rows also include their places, but not the hash of the dump, which is
    /// unique to an upload.
    /// </summary>
    private static async Task<string[]> RowsAsync(Archive archive)
    {
        List<string> rows = [];
        foreach (string table in new[] { "Articles", "ArticleList", "Links", "LinkShards" })
        {
            await foreach (TableEntity row in new TableClient(archive.Connection, table).QueryAsync<TableEntity>(cancellationToken: Token))
            {
                rows.Add(row.GetString("Places") is { } places
                    ? $"{table} {row.PartitionKey} {row.RowKey[..row.RowKey.LastIndexOf('|')]} {places}"
                    : $"{table} {row.PartitionKey} {row.RowKey}");
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static async Task<int> BlobsAsync(Archive archive) =>
        await new Azure.Storage.Blobs.BlobContainerClient(
            archive.Connection,
            ArchiveNames.IngestsContainer,
            new Azure.Storage.Blobs.BlobClientOptions(ArchiveClients.DevelopmentBlobs)).GetBlobsAsync(cancellationToken: Token).CountAsync(Token);

    private static async Task<IReadOnlyList<IngestMessage>> ReceiveAsync(Archive archive)
    {
        QueueMessage[] messages = await Queue(archive).ReceiveMessagesAsync(32, TimeSpan.FromHours(1), Token);
        return [.. messages.Select(message => message.Body.ToObjectFromJson<IngestMessage>()!)];
    }

    private static QueueClient Queue(Archive archive) => new(
        archive.Connection,
        ArchiveNames.IngestsQueue,
        new QueueClientOptions(ArchiveClients.DevelopmentQueues) { MessageEncoding = QueueMessageEncoding.Base64 });
}
