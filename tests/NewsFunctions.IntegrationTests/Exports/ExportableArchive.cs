using System.Text;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Publishing;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Exports;

/// <summary>
/// Serves an archive of the samples and a hostile dump. Links have histories of 1 to 40 checks; some are dead or
/// suspect, one has a memento and one a capture.
/// </summary>
public sealed class ExportableArchive(AzuriteFixture azurite) : WatchedArchive(azurite)
{
    public const string Samples = "samples";
    public const string HarmfulTitle = "=HYPERLINK(\"http://evil.example/\",\"پل جدید، باز شد\")";

    /// <summary>Reads every link from the storage.</summary>
    public async Task<IReadOnlyList<Link>> LinksAsync() =>
        await Service<LinkStore>().ReadAsync(new LinkFilter(), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Sites:samples:MediaUrls:0", "https://media.samples.example/{pic}"),
        ("Sites:samples:MediaUrls:1", "https://mirror.samples.example/{pic}"),
        ("Sites:samples:PageUrls:0", "https://samples.example/news/{id}"),
        ("Sites:samples:TimeZone", "Asia/Tehran"),
    ];

    protected override async Task FillAsync()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await Service<ArchiveSetup>().CreateAsync(token);
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("samples", "dumps")).Order(StringComparer.Ordinal))
        {
            await IngestAsync($"{Samples}/{Path.GetFileName(file)}", await File.ReadAllBytesAsync(file, token));
        }

        await IngestAsync($"{Samples}/900999.txt", Encoding.UTF8.GetBytes(DumpText.Of($"{HarmfulTitle}\nMon Mar 7, 2016 10:00:00", "It, \"opened\".", 900998)));
        foreach (IGrouping<LinkShard, Link> shard in (await LinksAsync()).GroupBy(link => link.Shard).ToArray())
        {
            foreach ((int number, Link link) in shard.Index())
            {
                await CheckAsync(link, number, token);
            }

            await VisitAsync(shard.Key, token);
        }

        Link[] dead = [.. (await LinksAsync()).Where(link => link.State == LinkState.Dead)];
        await RescueAsync(dead[0], token);
        await CaptureAsync(dead[1], token);
    }

    private async Task IngestAsync(string name, byte[] content)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using var stream = new MemoryStream(content);
        await Service<DumpBlobs>().UploadAsync(name, stream, new Dictionary<string, string>(), UploadMode.CreateOnly, token);
        Assert.NotNull(await Service<DumpIngest>().IngestAsync(name, token));
    }

    /// <summary>
    /// Writes a history of up to two full pages. Every fourth link ends dead, every fourth suspect; the others end
    /// alive.
    /// </summary>
    private async Task CheckAsync(Link link, int number, CancellationToken token)
    {
        int checks = 1 + (number * 13 % 40);
        for (int check = 0; check < checks; check++)
        {
            StoredLink before = (await Service<LinkStore>().GetAsync(link.Site, link.Id, token))!;
            LinkState state = check < checks - 1 ? LinkState.Alive : (number % 4) switch { 0 => LinkState.Dead, 1 => LinkState.Suspect, _ => LinkState.Alive };
            DateTimeOffset at = Made.Noon.AddDays(check);
            CheckedLink made = Made.Checked(before, at, $"visit {check}", state);
            made = made with { After = made.After with { StateSince = at, LastAlive = state == LinkState.Alive ? at : before.Link.LastAlive } };
            await Service<LinkStore>().RecordAsync(link.Shard, [made], token);
        }
    }

    /// <summary>
    /// Writes what a visit writes after its checks: the counts of the shard, and the dead links of articles.
    /// </summary>
    private async Task VisitAsync(LinkShard shard, CancellationToken token)
    {
        LinkShardStore shards = Service<LinkShardStore>();
        ShardStatus status = Assert.Single(await shards.ClaimAsync([(await shards.GetAsync(shard, token))!], Made.Noon, token));
        VisitOutbox outbox = Service<LinkPublisher>().Begin(shard);
        var counter = new Dictionary<LinkState, long>();
        var verdicts = new Dictionary<Verdict, long>();
        await foreach (IReadOnlyList<StoredLink> page in Service<LinkStore>().ReadShardAsync(shard, outbox.Pending, token))
        {
            foreach (StoredLink stored in page)
            {
                outbox.Add(stored);
                counter[stored.Link.State] = counter.GetValueOrDefault(stored.Link.State) + 1;
                verdicts[stored.Link.Verdict!.Value] = verdicts.GetValueOrDefault(stored.Link.Verdict.Value) + 1;
            }
        }

        await outbox.PublishAsync(token);
        var counts = new ShardCounts(counter.Values.Sum(), counter, verdicts);
        Assert.NotNull(await shards.EndVisitAsync(status, new ShardSummary(counts, null, status.Mark, Made.Noon), goOn: false, Made.Noon, token));
    }

    private Task RescueAsync(Link link, CancellationToken token) => Service<RescueStore>().WriteAsync(
        link.Shard,
        [(link.Id, new LinkRescue
        {
            Outcome = RescueOutcome.Found,
            At = Made.Noon,
            Memento = new Memento { Url = "https://archive.example/1", At = Made.Noon.AddYears(-1) },
        })],
        token);

    private Task CaptureAsync(Link link, CancellationToken token) => Service<CaptureStore>().WriteAsync(
        link.Shard,
        link.Id,
        new LinkCapture
        {
            TriedAt = Made.Noon,
            File = new CapturedFile
            {
                Sha256 = new string('c', 64),
                Sha1 = "ABC",
                At = Made.Noon.AddMonths(-1),
                Bytes = 3,
                Type = "image/jpeg",
                Url = "https://media.samples.example/a.jpg",
            },
        },
        token);
}

/// <summary>Shares one archive between the classes that export it.</summary>
[CollectionDefinition]
public sealed class SharedExportableArchive : ICollectionFixture<ExportableArchive>;
