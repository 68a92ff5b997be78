using System.Text;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Archive.Takedowns;
using NewsFunctions.Cli.Samples;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Demo;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.IntegrationTests.Demo;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.IntegrationTests.Takedowns;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>
/// Builds the archive that the golden archive is a backup of. It has a small sample of everything that the product
/// writes, and is the same each time.
/// </summary>
internal static class GoldenArchive
{
    public const string LongName = $"{GoldenSettings.LongSite}/{LongDump.Name}";

    /// <summary>Names a dump that was ingested and then replaced by one that waits.</summary>
    public const string ReplacedName = $"{GoldenSettings.Site}/again.txt";

    /// <summary>Starts the scenario at the clock of the demo. The rest follows hour by hour.</summary>
    private static readonly DateTimeOffset Start = DemoArchiveFixture.Today.AddHours(9);

    private static readonly DateTimeOffset LongBegan = Start.AddHours(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Gets a dump whose first leg of eight minutes reads a third of it.</summary>
    public static LongDump Long { get; } = new(records: 12, minutesPerRecord: 2);

    /// <summary>Opens an account with the clock and the settings of the golden archive.</summary>
    public static Task<Archive> OpenAsync(string connection)
    {
        FakeTimeProvider time = new(Start);
        return Archive.OpenAsync(connection, time, GoldenSettings.All.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)), new DatedUploads(time));
    }

    public static async Task<Archive> BuildAsync(string connection)
    {
        Archive archive = await OpenAsync(connection);

        // Only one of the demo's sites, to keep the committed file small.
        await new DemoArchive(archive.Get<IServiceProvider>(), archive.Time).PlayAndWriteAsync(
            new DemoOptions { Articles = DemoOptions.MinArticles, Today = DemoArchiveFixture.Today, Sites = [DemoSite.All[0], DemoSite.All[^1]] }, _ => { }, Token);
        archive.Time.SetUtcNow(Start.AddHours(1));
        await IngestSamplesAsync(archive);
        archive.Time.SetUtcNow(Start.AddHours(2));
        await IngestAsync(archive);
        await UploadLongAsync(archive);
        await Long.Ingest(archive).IngestAsync(LongName, Token);
        archive.Time.SetUtcNow(Start.AddHours(4));
        await new GoldenPast(archive).WriteAsync();
        archive.Time.SetUtcNow(Start.AddHours(5));
        Assert.True(await archive.Get<Summarizing>().MakeAsync(Token));
        return archive;
    }

    public static async Task UploadLongAsync(Archive archive)
    {
        archive.Time.SetUtcNow(LongBegan);
        await archive.UploadAsync(LongName, Long.Bytes);
    }

    private static async Task IngestSamplesAsync(Archive archive)
    {
        SampleFolder samples = SampleFolder.At(Repository.PathOf("samples"))!;
        foreach (string file in Directory.EnumerateFiles(samples.Dumps).Order(StringComparer.Ordinal))
        {
            await IngestAsync(archive, $"{SampleSite.SiteName}/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file, Token));
        }
    }

    /// <summary>
    /// Ingests dumps that end in every way: with text and links, as another text of the same article, as one too large
    /// for a row, rejected, replaced, taken down. One more dump waits.
    /// </summary>
    private static async Task IngestAsync(Archive archive)
    {
        await IngestAsync(archive, $"{GoldenSettings.Site}/{GoldenPast.Dump}", GoldenPast.Text);
        await IngestAsync(archive, $"{GoldenSettings.Site}/800501.txt", TakenDownNews.Text);
        await IngestAsync(archive, $"{GoldenSettings.Site}/later/800501.txt", TakenDownNews.LaterText);
        string paragraph = string.Concat(Enumerable.Repeat("the harbour was calm and the ferry late, ", 30_000));
        await IngestAsync(archive, $"{GoldenSettings.Site}/long-read.txt", TakenDownNews.Article("Sun Mar 13, 2016 08:00:00", "A Long Day", paragraph));
        await IngestAsync(archive, $"{GoldenSettings.Site}/{ExampleDumps.Museum}.txt", ExampleDumps.MuseumText);
        await IngestAsync(archive, $"{GoldenSettings.Site}/noise.bin", ExampleDumps.Noise);
        await IngestAsync(archive, ReplacedName, "Sat Mar 12, 2016 08:00:00\nIt rained.\n");
        await archive.UploadAsync(ReplacedName, "Sat Mar 12, 2016 08:00:00\nIt rained again.\n");
        await archive.UploadAsync("named.txt", "Mon Mar 14, 2016 08:00:00\nA dump whose site is in its metadata.\n", new Dictionary<string, string> { ["site"] = GoldenSettings.Site });
        await archive.IngestAsync("named.txt");
        await IngestAsync(archive, $"{GoldenSettings.Site}/yearbook.txt", ExampleDumps.Yearbook(2));
        DumpBlob yearbook = (await archive.Blobs.FindAsync($"{GoldenSettings.Site}/yearbook.txt", Token))!;
        Assert.True((await archive.Get<Takedown>().RemoveDumpAsync(yearbook.Id, isRehearsal: false, Token))?.Done);
    }

    private static async Task IngestAsync(Archive archive, string name, string text)
    {
        await archive.UploadAsync(name, Encoding.UTF8.GetBytes(text));
        await archive.IngestAsync(name);
    }
}
