using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>
/// Tests that an archive written by an earlier version reads the same, and is written back unchanged.
/// </summary>
public sealed class GoldenArchiveTests(GoldenFixture golden, AzuriteFixture azurite) : IClassFixture<GoldenFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Golden_archive_that_is_restored_answers_as_when_it_was_written()
    {
        await golden.StartAsync();
        SortedDictionary<string, string> expected = await GoldenFile.ReadAnswersAsync();
        await using var host = new GoldenHost(golden.Restored);
        await host.StartAsync();

        SortedDictionary<string, string> actual = await host.ReadAsync(expected.Keys);

        Assert.True(expected.Count(answer => answer.Value.StartsWith("200 ", StringComparison.Ordinal)) > 500);
        GoldenContent.AssertSame(expected, actual);
    }

    [Fact]
    public async Task Golden_archive_that_is_written_again_keeps_every_row()
    {
        await golden.StartAsync();
        string connection = await golden.RestoreAsync();

        await using Archive archive = await GoldenArchive.OpenAsync(connection);
        await new WrittenAgain(archive).WriteAsync();

        GoldenContent.AssertSame(golden.Content, await GoldenContent.ReadAsync(connection));
    }

    [Fact]
    public async Task Long_ingest_continues_from_its_golden_commit_point()
    {
        await golden.StartAsync();
        string whole = azurite.NewAccount();
        await using Archive uninterrupted = await GoldenArchive.OpenAsync(whole);
        await GoldenArchive.UploadLongAsync(uninterrupted);
        DumpOutcome expected = (await GoldenArchive.Long.Ingest(uninterrupted, legTime: TimeSpan.MaxValue).IngestAsync(GoldenArchive.LongName, Token))!;
        string connection = await golden.RestoreAsync();
        await using Archive archive = await GoldenArchive.OpenAsync(connection);
        DumpBlob dump = (await archive.Blobs.FindAsync(GoldenArchive.LongName, Token))!;
        DumpEntry before = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        Assert.NotNull(before.Progress);
        archive.Time.SetUtcNow(before.Progress.CommittedAt);
        int records = 0;

        DumpOutcome? actual = await GoldenArchive.Long
            .Ingest(archive, legTime: TimeSpan.MaxValue, beforeRecord: () => Task.FromResult(records++))
            .IngestAsync(new IngestMessage(GoldenArchive.LongName) { DumpId = dump.Id.ToString(), Leg = before.Progress.Leg + 1 }, Token);

        Assert.Equal((DumpStatus.Running, 40, 8), (before.Status, before.Counts.Articles, records));
        Assert.Equal((DumpStatus.Ingested, expected.Counts), (actual!.Status, actual.Counts));
        Assert.Equal(expected.Diagnostics, actual.Diagnostics);
        GoldenContent.AssertSame(await LongRowsAsync(whole), await LongRowsAsync(connection));
    }

    [Fact]
    public async Task Scenario_that_is_built_from_nothing_writes_the_golden_rows()
    {
        await golden.StartAsync();

        GoldenContent.AssertSame(golden.Content, await GoldenContent.ReadAsync(golden.Built));
    }

    [Fact]
    public async Task Stored_names_are_the_golden_ones()
    {
        await golden.StartAsync();

        Assert.Equal(await File.ReadAllLinesAsync(GoldenFile.Names, Token), await GoldenNames.ReadAsync(golden.Built));
    }

    /// <summary>
    /// Reads the rows of the site with only the long dump, and what its ingest stores between commits. The ledger is
    /// compared by its counts, because its times differ between runs.
    /// </summary>
    private static async Task<Dictionary<string, string>> LongRowsAsync(string connection) => (await GoldenContent.ReadAsync(connection))
        .Where(one => one.Key.Split(' ') is [var table, var site, ..] && table != "Events" && (site == GoldenSettings.LongSite || site.StartsWith($"{GoldenSettings.LongSite}|", StringComparison.Ordinal))
            || one.Key.StartsWith("ingests/", StringComparison.Ordinal))
        .ToDictionary();
}
