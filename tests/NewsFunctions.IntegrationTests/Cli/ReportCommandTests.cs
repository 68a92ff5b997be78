using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class ReportCommandTests(SampleArchive archive) : IClassFixture<SampleArchive>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_and_standard_output_have_the_same_report()
    {
        using var folder = new TempFolder();
        string file = Path.Combine(folder.Path, "report.html");
        CliRun written = await AskAsync("--out", file, "--site", "samples", "--json");
        CliRun printed = await AskAsync("--out", "-", "--site", "samples");

        string text = await File.ReadAllTextAsync(file, Token);
        Assert.Equal(text, printed.Output);
        Assert.Equal(new FileInfo(file).Length, written.Json.GetProperty("bytes").GetInt64());
        IDocument report = new HtmlParser().ParseDocument(text);
        Assert.Equal("Of 60 pictures, videos and pages in 14 articles, 43 are there, 12 are in doubt and 5 cannot be told.", report.QuerySelector("h1")!.TextContent);
        Assert.InRange(report.QuerySelectorAll("section[aria-labelledby='doubts'] li").Length, 12, 100);
        Assert.Equal("Nothing is lost.", report.QuerySelector("section[aria-labelledby='fixes'] > p")!.TextContent);
    }

    [Fact]
    public async Task Day_before_the_history_leaves_no_file()
    {
        using var folder = new TempFolder();
        string file = Path.Combine(folder.Path, "report.html");
        CliRun run = await CliRun.InProcessAsync("report", "--out", file, "--at", "2001-01-01", "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Nothing is known of 2001-01-01: the history begins on", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private async Task<CliRun> AskAsync(params string[] args)
    {
        CliRun run = await CliRun.InProcessAsync(["report", .. args, "--data", archive.Data]);
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        return run;
    }
}
