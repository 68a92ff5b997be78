using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Cli.Samples;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Summaries;

/// <summary>
/// Builds an archive of the samples, checked until links are dead, with a capture of one dead picture. Tests only read
/// it.
/// </summary>
public sealed class SampleArchive(AzuriteFixture azurite) : IAsyncDisposable
{
    public const string Site = SampleSite.SiteName;

    // Three strikes, and one more round in which only some links are due. So the deaths fall into the last week.
    private const int Rounds = 4;
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromDays(5);

    private SampleSite? _site;
    private Archive? _archive;
    private Task? _started;

    internal Archive Archive => _archive!;

    /// <summary>Gets the links as stored.</summary>
    internal IReadOnlyList<Link> Links { get; private set; } = [];

    /// <summary>Gets the articles as listed.</summary>
    internal IReadOnlyList<ArticleSummary> Articles { get; private set; } = [];

    internal FakeTimeProvider Time => Archive.Time;

    internal LinkState StateOf(LinkId id) => Links.Single(link => link.Id == id).State;

    internal bool IsLost(LinkId id) => StateOf(id) is LinkState.Dead or LinkState.Suspect;

    /// <summary>
    /// Starts and fills it once. Tests call it instead of xunit, so that without Azurite they are skipped and do not
    /// fail.
    /// </summary>
    public Task StartAsync() => _started ??= StartOnceAsync();

    public async ValueTask DisposeAsync()
    {
        if (_archive is not null)
        {
            await _archive.DisposeAsync();
        }

        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    private async Task StartOnceAsync()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        SampleFolder samples = SampleFolder.At(Repository.PathOf("samples"))!;
        _site = await SampleSite.StartAsync(samples, token);
        _archive = await Archive.CreateAsync(
            azurite,
            settings:
            [
                new("DefaultSite", Site),
                new($"Sites:{Site}:MediaUrls:0", _site.MediaUrl),
                new($"Sites:{Site}:PageUrls:0", _site.PageUrl),
                new($"Sites:{Site}:TimeZone", SampleSite.TimeZone),
                new("LinkChecks:AllowedPorts:0", _site.Port.ToString(CultureInfo.InvariantCulture)),
            ]);
        foreach (string file in Directory.EnumerateFiles(samples.Dumps).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            await _archive.UploadAsync(name, await File.ReadAllBytesAsync(file, token));
            await _archive.IngestAsync(name);
        }

        for (int round = 0; round < Rounds; round++)
        {
            _archive.Time.Advance(BetweenRounds);
            await _archive.CheckDueLinksAsync();
        }

        // Only links without evidence are due now, so the links have different times of their last check.
        _archive.Time.Advance(TimeSpan.FromHours(36));
        await _archive.CheckDueLinksAsync();
        await CopyAsync((await ReadLinksAsync(token)).First(link => link is { State: LinkState.Dead, Kind: LinkKind.Image }), token);
        Links = await ReadLinksAsync(token);
        Articles = await _archive.Articles.ReadAsync(new ArticleFilter { Site = Site }, token).ToListAsync(token);
    }

    private async Task<IReadOnlyList<Link>> ReadLinksAsync(CancellationToken token) =>
        (await Archive.Links.ListAsync(new LinkFilter { Site = Site }, 1000, null, token)).Items;

    private Task CopyAsync(Link link, CancellationToken token) => Archive.Get<CaptureStore>().WriteAsync(
        link.Shard,
        link.Id,
        new LinkCapture
        {
            TriedAt = Time.GetUtcNow(),
            File = new CapturedFile { Sha256 = new string('a', 64), Sha1 = "B", At = Time.GetUtcNow(), Bytes = 1, Type = "image/jpeg", Url = link.Path },
        },
        token);
}
