using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Core;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Judgements;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Archive.Takedowns;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Golden;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Runs an archive on a faulty storage: dumps, rounds of link checks, a judgement, a takedown, summaries and reads.
/// Failed calls are delivered again, as the Functions host does.</summary>
internal sealed class FaultRun : IAsyncDisposable
{
    /// <summary>Limits the deliveries of a message, as host.json does.</summary>
    private const int Deliveries = 5;

    /// <summary>Lists when the rounds take place. A link that disappears after the first round dies in the last.</summary>
    private static readonly int[] DaysBetweenRounds = [0, 8, 4, 4];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly KeyValuePair<string, string?>[] Settings = [new("LinkChecks:PerHost:BusyDelay", "00:00:01")];

    private static readonly LongDump Long = new(records: 6, minutesPerRecord: 0);

    /// <summary>Names the column with the random id of a visit.</summary>
    private const string Random = "VisitId";

    /// <summary>Names the column that counts visits. A visit that finds its host busy is repeated, so the count differs.</summary>
    private const string Visits = "Run";

    private readonly string _account;
    private readonly FaultyStorage _storage;
    private readonly TestSite _site;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<string> _failures = [];
    private Archive _direct = null!;
    private Archive _archive = null!;

    private FaultRun(string account, FaultyStorage storage, TestSite site) => (_account, _storage, _site) = (account, storage, site);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="plan">The faults to inject; null for none.</param>
    public static async Task<FaultRunResult> RunAsync(string account, FaultPlan plan)
    {
        var time = Stopwatch.StartNew();
        await using FaultyStorage storage = await FaultyStorage.StartAsync(account, plan);
        await using TestSite site = await TestSite.StartAsync();
        await using var run = new FaultRun(account, storage, site);
        try
        {
            await run.OpenAsync();
            await run.IngestAsync();
            await run.CheckAsync();
            await run.DecideAsync();
            SortedDictionary<string, string> answers = await new FaultRunReader(run._archive, run.DeliverAsync).ReadAsync();
            return new FaultRunResult(
                run.Comparable(await GoldenContent.ReadAsync(account, Random, Visits)), run.Comparable(answers), storage.Requests, storage.MostTries, storage.EarlyRetries, storage.Faults);
        }
        finally
        {
            IEnumerable<string> lines = [$"{storage}; at most {storage.MostTries} tries; {time.Elapsed.TotalSeconds:0.0} s", .. run._failures.Select(failure => $"  {failure}")];
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', lines));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _archive.DisposeAsync();
        await _direct.DisposeAsync();
    }

    private async Task OpenAsync()
    {
        await DeliverAsync("setup", async () => _archive = await Archive.OpenAsync(_storage.ConnectionString, _time, Settings, _site, Configure));
        _direct = await Archive.OpenAsync(_account, _time, Settings, _site, configure: null);
    }

    /// <summary>Gives dumps the same ids in every run and shortens the waits between retries. The number of retries stays.</summary>
    private void Configure(ClientOptions options)
    {
        options.AddPolicy(new DatedUploads(_time, isCounted: false), HttpPipelinePosition.PerCall);
        options.Retry.Delay = TimeSpan.FromMilliseconds(10);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(80);
    }

    private async Task IngestAsync()
    {
        IReadOnlyDictionary<string, byte[]> dumps = FaultRunDumps.All;
        foreach ((string name, byte[] content) in dumps)
        {
            await DeliverAsync($"upload of {name}", () => _archive.UploadAsync(name, content));
            _time.Advance(TimeSpan.FromMinutes(1));
            await DeliverAsync($"ingest of {name}", async () => Note(name, await _archive.Get<DumpIngest>().IngestAsync(name, Token)));
        }

        await DeliverAsync("upload of the long dump", () => _archive.UploadAsync(LongDump.Name, Long.Bytes));
        await DeliverAsync("ingest of the long dump", () => IngestAsync(new IngestMessage(LongDump.Name)));

        // Links store the last dump that mentioned them, so the retry must come after the legs.
        await IngestQueuedAsync();
        DumpId again = (await _direct.Blobs.FindAsync(FaultRunDumps.Large, Token))!.Id;
        await DeliverAsync("retry", () => _archive.Get<DumpRetries>().SendAsync(again, Token));
        await IngestQueuedAsync();

        // The reconciliation would find a dump that an ingest gave up. There must be none.
        _time.Advance(TimeSpan.FromHours(4));
        int found = 0;
        await DeliverAsync("reconciliation", async () => found = await _archive.Get<DumpReconciliation>().RunAsync(Token));
        if (found > 0)
        {
            _failures.Enqueue($"{found} dumps were left to the reconciliation");
        }

        await IngestQueuedAsync();
        List<DumpEntry> entries = await _direct.Ledger.ReadAllAsync(Token).ToListAsync(Token);
        Assert.All(entries, entry => Assert.Equal((entry.Name, DumpStatus.Ingested), (entry.Name, entry.Status)));
        Assert.Equal(dumps.Count + 1, entries.Count);
    }

    private void Note(string name, DumpOutcome? outcome)
    {
        if (outcome is null)
        {
            _failures.Enqueue($"the ingest of {name} did nothing");
        }
    }

    private async Task IngestQueuedAsync()
    {
        var queue = new QueueClient(_account, ArchiveNames.IngestsQueue, new QueueClientOptions(ArchiveClients.DevelopmentQueues) { MessageEncoding = QueueMessageEncoding.Base64 });
        while ((await queue.ReceiveMessagesAsync(1, cancellationToken: Token)).Value is [QueueMessage message])
        {
            await DeliverAsync("queued ingest", () => IngestAsync(message.Body.ToObjectFromJson<IngestMessage>()!));
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);
        }
    }

    /// <summary>Ingests the long dump with one leg a record.</summary>
    private Task<DumpOutcome?> IngestAsync(IngestMessage message) =>
        (message.Name == LongDump.Name ? Long.Ingest(_archive, legTime: TimeSpan.Zero) : _archive.Get<DumpIngest>()).IngestAsync(message, Token);

    private async Task CheckAsync()
    {
        foreach (int days in DaysBetweenRounds)
        {
            _time.Advance(TimeSpan.FromDays(days));
            if (days > 0)
            {
                FaultRunDumps.Rot(_site);
            }

            await DeliverAsync("plan", _archive.PlanAsync);
            while (await _direct.CountMessagesAsync() > 0)
            {
                IReadOnlyList<LinkCheckMessage> messages = await _direct.ReceiveMessagesAsync();
                // One at a time: two concurrent visits of a shard would both add checks to the histories.
                await Parallel.ForEachAsync(messages.GroupBy(message => message), Token, async (same, _) =>
                {
                    foreach (LinkCheckMessage message in same)
                    {
                        await DeliverAsync("visit", () => _archive.VisitAsync(message));
                    }
                });
                await ReleaseHostsAsync();
                if (messages.Count == 0)
                {
                    // A visit that found its host busy sends a delayed message. The delay follows the storage's clock.
                    await Task.Delay(Pause, TimeProvider.System, Token);
                }
            }

            Assert.All(
                await _direct.Shards.ReadAllAsync(site: null, Token).ToListAsync(Token),
                shard => Assert.Equal((shard.Shard, null, shard.MarkSeen, false), (shard.Shard, shard.LeaseUntil, shard.Mark, shard.IsDue(_time.GetUtcNow()))));
        }
    }

    /// <summary>Ends leases whose release failed. They would end by the storage's clock.</summary>
    private async Task ReleaseHostsAsync()
    {
        if ((await _direct.Get<HostStore>().ListAsync(1000, null, Token)).Items.Any(host => host.Owner is not null))
        {
            _failures.Enqueue("the lease on a host was not released");
            await _direct.ReleaseHostsAsync();
        }
    }

    private async Task DecideAsync()
    {
        LinkId judged = LinkId.ForMedia(LinkKind.Image, DumpText.Picture(FaultRunDumps.Judged));
        await DeliverAsync("judgement", () => _archive.Get<LinkJudgements>().JudgeAsync(Archive.Site, judged, JudgementKind.Dead, "ada", "shows another picture", until: null, Token));
        DumpId taken = (await _direct.Blobs.FindAsync(FaultRunDumps.TakenDown, Token))!.Id;
        await DeliverAsync("takedown", () => _archive.Get<Takedown>().RemoveDumpAsync(taken, isRehearsal: false, Token));
        await DeliverAsync("summaries", async () => Assert.True(await _archive.Get<Summarizing>().MakeAsync(Token)));
    }

    /// <summary>Calls a function until it succeeds, at most as often as the host would.</summary>
    private async Task DeliverAsync(string what, Func<Task> run)
    {
        for (int delivery = 1; ; delivery++)
        {
            try
            {
                await run();
                return;
            }
            catch (Exception e) when (delivery < Deliveries && e is not (OperationCanceledException or Xunit.Sdk.XunitException))
            {
                _failures.Enqueue($"{what}, delivery {delivery}: {e.GetType().Name}: {StorageFailures.Explain(e) ?? e.Message}");
            }
        }
    }

    private Dictionary<string, string> Comparable(IReadOnlyDictionary<string, string> texts) =>
        texts.ToDictionary(one => FaultRunDumps.Comparable(one.Key, _site), one => FaultRunDumps.Comparable(one.Value, _site));
}

/// <param name="Content">All rows and blobs by table or container and key.</param>
/// <param name="Answers">The answers to reads.</param>
internal sealed record FaultRunResult(
    IReadOnlyDictionary<string, string> Content,
    IReadOnlyDictionary<string, string> Answers,
    int Requests,
    int MostTries,
    int EarlyRetries,
    IReadOnlyDictionary<Fault, int> Faults);
