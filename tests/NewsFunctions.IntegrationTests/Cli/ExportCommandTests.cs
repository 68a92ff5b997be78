using System.Text.Json;
using NewsFunctions.IntegrationTests.Warc;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class ExportCommandTests(SmallArchive archive) : IClassFixture<SmallArchive>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_evidence_of_all_checks_is_written_into_one_file()
    {
        string file = Path.Combine(_folder.Path, "archive.warc.gz");

        CliRun run = await CliRun.InProcessAsync("export", "--warc", file, "--json", "--data", archive.Data);

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        (IReadOnlyList<JsonElement> records, bool intact) = await IndependentReader.ReadAsync(file);
        Assert.True(intact);
        Assert.Equal("warcinfo", records[0].Text("type"));
        Assert.Equal(records.Count - 1, run.Json.GetProperty("checks").GetInt32());
        Assert.True(records.Count > 1);
        Assert.Equal(new FileInfo(file).Length, run.Json.GetProperty("bytes").GetInt64());
        Assert.Equal(["archive.warc.gz"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Without_a_file_the_command_says_what_it_needs()
    {
        CliRun run = await CliRun.InProcessAsync("export");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--warc", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_fails_in_one_sentence()
    {
        CliRun run = await CliRun.InProcessAsync("export", "--warc", Path.Combine(_folder.Path, "nowhere", "a.warc"), "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
