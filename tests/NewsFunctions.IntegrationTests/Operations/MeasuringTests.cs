using NewsFunctions.Archive.Operations;
using NewsFunctions.Core.Ledger;
using NewsFunctions.IntegrationTests.Cli;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Operations;

public sealed class MeasuringTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_messages_are_counted_with_the_age_of_the_oldest()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.Get<IngestQueue>().SendAsync(new IngestMessage("a.txt"), Token);
        await archive.Get<IngestQueue>().SendAsync(new IngestMessage("b.txt"), Token);

        Measurement measured = await archive.Get<Measuring>().MeasureAsync(Token);

        QueueDepth ingests = Assert.Single(measured.Queues, queue => queue.Messages > 0);
        Assert.Equal(("ingests", 2, false), (ingests.Queue, ingests.Messages, ingests.IsPoison));
        Assert.InRange(ingests.OldestAt!.Value, measured.At.AddMinutes(-5), measured.At.AddMinutes(5));
        Assert.Equal(
            ["captures-poison", "ingests-poison", "link-checks-poison", "rescues-poison", "webhooks-poison", "webjobs-blobtrigger-poison"],
            measured.Queues.Where(queue => queue.IsPoison).Select(queue => queue.Queue).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Failed_dumps_and_due_shards_are_counted()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob failed = await archive.UploadAsync("failed.txt", "text");
        await archive.Ledger.EndAsync(failed, new DumpOutcome(DumpStatus.Failed, DumpCounts.None, "It failed.", []), archive.Time.GetUtcNow(), Token);
        await archive.UploadAsync("900100.txt", InventedDumps.Ferry);
        await archive.IngestAsync("900100.txt");

        Measurement measured = await archive.Get<Measuring>().MeasureAsync(Token);

        Assert.Equal((1, 0, null), (measured.FailedDumps, measured.OpenCircuits, measured.LastVisitAt));
        Assert.NotEqual(0, measured.ShardsDue);
    }

    [Fact]
    public async Task An_hour_has_one_measurement_and_the_newest_comes_first()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        var hour = new DateTimeOffset(archive.Time.GetUtcNow().AddDays(1).UtcDateTime.Date, TimeSpan.Zero);
        foreach (TimeSpan time in (TimeSpan[])[TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(65)])
        {
            archive.Time.SetUtcNow(hour + time);
            await archive.Get<Measuring>().MeasureAsync(Token);
        }

        ResultPage<Measurement> first = await archive.Get<MeasurementStore>().ListAsync(1, continuation: null, Token);
        ResultPage<Measurement> second = await archive.Get<MeasurementStore>().ListAsync(1, first.Continuation, Token);

        Assert.Equal(hour.AddMinutes(65), Assert.Single(first.Items).At);
        Assert.Equal(hour.AddMinutes(40), Assert.Single(second.Items).At);
        Assert.Null(second.Continuation);
    }

    [Fact]
    public async Task Captures_are_counted_once_a_day()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await StoreAsync(archive, "first");
        CaptureSize before = (await archive.Get<Measuring>().MeasureAsync(Token)).Captures;
        await StoreAsync(archive, "second");

        archive.Time.Advance(TimeSpan.FromHours(1));
        CaptureSize sameDay = (await archive.Get<Measuring>().MeasureAsync(Token)).Captures;
        archive.Time.Advance(TimeSpan.FromHours(23));
        CaptureSize nextDay = (await archive.Get<Measuring>().MeasureAsync(Token)).Captures;

        Assert.Equal((1, 5), (before.Files, before.Bytes));
        Assert.Equal(before, sameDay);
        Assert.Equal((2, 11), (nextDay.Files, nextDay.Bytes));
    }

    private static async Task StoreAsync(Archive archive, string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        await new Azure.Storage.Blobs.BlobContainerClient(
                archive.Connection, "captures", new Azure.Storage.Blobs.BlobClientOptions(Azure.Storage.Blobs.BlobClientOptions.ServiceVersion.V2026_06_06))
            .GetBlobClient($"sha256/{hash[..2]}/{hash}").UploadAsync(new BinaryData(bytes), Token);
    }
}
