using NewsFunctions.IntegrationTests.Takedowns;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class RemoveCommandTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Article_is_only_shown_until_the_removal_is_confirmed()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.UploadAsync("800501.txt", TakenDownNews.Text);
        await archive.IngestAsync("800501.txt");

        CliRun shown = await RunAsync(archive, "remove", "article", Archive.Site, "800501");

        Assert.Equal((0, true), (shown.ExitCode, shown.Output.Contains("Nothing was removed.", StringComparison.Ordinal)));
        Assert.Contains("800501.txt", shown.Output, StringComparison.Ordinal);
        Assert.NotNull(await archive.Articles.GetAsync(Archive.Site, TakenDownNews.Id, TestContext.Current.CancellationToken));

        CliRun removed = await RunAsync(archive, "remove", "article", Archive.Site, "800501", "--yes", "--json");

        Assert.False(removed.Json.GetProperty("dryRun").GetBoolean());
        Assert.Empty(await StorageSearch.FindAsync(archive.Connection, TakenDownNews.Marker));
    }

    [Theory]
    [InlineData("article", "Not legal", "1")]
    [InlineData("article", Archive.Site, "1")]
    [InlineData("dump", "1")]
    [InlineData("dump", "20160311125323-0123456789abcdef")]
    public async Task Removing_an_unknown_item_is_an_error(params string[] what)
    {
        await using Archive archive = await Archive.CreateAsync(azurite);

        CliRun run = await RunAsync(archive, ["remove", .. what, "--yes"]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.NotEqual("", run.Error);
    }

    private static async Task<CliRun> RunAsync(Archive archive, params string[] args)
    {
        using var folder = new TempFolder();
        return await CliRun.ProcessAsync(folder.Path, new() { [ArchiveNames.Connection] = archive.Connection }, args);
    }
}
