using System.Collections.Concurrent;
using NewsFunctions.Archive.Publishing;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.EndToEnd;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>
/// Serves an archive for read-only tests. It has ingested, rejected and waiting dumps, and checked and unchecked links,
/// one of them dead.
/// </summary>
public class ReadableArchive(AzuriteFixture azurite) : ApiHost(azurite)
{
    public const int YearbookArticles = 9;
    public const string MuseumDump = $"{Site}/{ExampleDumps.Museum}.txt";
    public const string YearbookDump = $"{Site}/yearbook.txt";
    public const string RejectedDump = $"{Site}/noise.bin";
    public const int ChecksOfDeadLink = 3;

    private StorageProxy? _tables;

    /// <summary>
    /// Gets what the functions requested from the tables: method and the part of the path with table and rows.
    /// </summary>
    public ConcurrentQueue<string> TableRequests { get; } = new();

    internal static LinkId DeadLink { get; } = LinkId.ForMedia(LinkKind.Image, ExampleDumps.Hall);

    internal static readonly IReadOnlyList<string> WaitingDumps = [$"{Site}/wait-1.txt", $"{Site}/wait-2.txt", $"{Site}/wait-3.txt"];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_tables is not null)
        {
            await _tables.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected override async Task<string> WorkerConnectionAsync(string account)
    {
        _tables = await StorageProxy.StartAsync(account, "Table", (request, pass) =>
        {
            TableRequests.Enqueue($"{request.Method} {request.Path.Split('/')[^1]}");
            return pass();
        });
        return _tables.ConnectionString;
    }

    protected override async Task FillAsync()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await Service<ArchiveSetup>().CreateAsync(token);
        await IngestAsync(MuseumDump, ExampleDumps.MuseumText);
        await IngestAsync(YearbookDump, ExampleDumps.Yearbook(YearbookArticles));
        await IngestAsync(RejectedDump, ExampleDumps.Noise);
        foreach (string name in WaitingDumps)
        {
            await UploadAsync(name, $"{name} waits");
        }

        await DieAsync(DeadLink, token);
        await PublishAsync(new LinkShard(Site, DeadLink.Kind, DeadLink.Bucket), token);
        await Service<EventStore>().AddAsync(
            [new ArchiveEvent { Site = Site, At = Made.Noon.AddDays(-1), What = EventWhat.HostDown, Subject = "media.example", Reason = "No answer." }], token);
        await AddHostAsync("media.example", token);
        await AddHostAsync("news.example:8080", token);
    }

    /// <summary>Stores the state of a host as a check would.</summary>
    private async Task AddHostAsync(string host, CancellationToken token)
    {
        HostStore hosts = Service<HostStore>();
        StoredHost acquired = (await hosts.AcquireAsync(host, TimeSpan.FromMinutes(1), token))!;
        var health = new HostHealthRecord { LastAnswer = Made.Noon.AddDays(-1), OpenSince = Made.Noon, Trouble = HostTrouble.Change };
        await hosts.ReleaseAsync(acquired, HostRecord.Nothing with { Health = health }, token);
    }

    /// <summary>Publishes the pending events and article updates of a shard as a visit does.</summary>
    private async Task PublishAsync(LinkShard shard, CancellationToken token)
    {
        VisitOutbox outbox = Service<LinkPublisher>().Begin(shard);
        await foreach (IReadOnlyList<StoredLink> page in Service<LinkStore>().ReadShardAsync(shard, outbox.Pending, token))
        {
            foreach (StoredLink stored in page)
            {
                outbox.Add(stored);
            }
        }

        await outbox.PublishAsync(token);
    }

    /// <summary>Records checks that found the link gone, and the counts of the visit.</summary>
    private async Task DieAsync(LinkId id, CancellationToken token)
    {
        var shard = new LinkShard(Site, id.Kind, id.Bucket);
        LinkShardStore shards = Service<LinkShardStore>();
        ShardStatus status = Assert.Single(await shards.ClaimAsync([(await shards.GetAsync(shard, token))!], Made.Noon, token));
        for (int check = 0; check < ChecksOfDeadLink; check++)
        {
            StoredLink before = (await Service<LinkStore>().GetAsync(Site, id, token))!;
            CheckedLink gone = Made.Checked(before, Made.Noon.AddDays(4 * check), $"visit {check}", LinkState.Dead);
            await Service<LinkStore>().RecordAsync(shard, [gone], token);
        }

        var counts = new ShardCounts(
            Total: 2,
            new Dictionary<LinkState, long> { [LinkState.Dead] = 1, [LinkState.Unknown] = 1 },
            new Dictionary<Verdict, long> { [Verdict.Gone] = 1 });
        Assert.NotNull(await shards.EndVisitAsync(status, new ShardSummary(counts, null, status.Mark, Made.Noon), goOn: false, Made.Noon, token));
    }
}

/// <summary>Shares one archive between all classes that only read it.</summary>
[CollectionDefinition]
public sealed class SharedReadableArchive : ICollectionFixture<ReadableArchive>;
