using System.Text.Json;
using Sylvan.Data.Csv;

namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>Tests <c>news export</c> of rows, and <c>news fix-list</c>.</summary>
public sealed class RowExportTests(SmallArchive archive) : IClassFixture<SmallArchive>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("articles", 1)]
    [InlineData("links", 5)]
    [InlineData("checks", 5)]
    [InlineData("fixes", 0)]
    public async Task Rows_are_written_into_a_file_that_a_CSV_reader_reads(string what, int rows)
    {
        string file = Path.Combine(_folder.Path, "rows.csv");

        CliRun run = await ExportAsync("--csv", file, "--what", what, "--json");

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Equal((what, rows), (run.Json.GetProperty("what").GetString(), run.Json.GetProperty("rows").GetInt32()));
        Assert.Equal(new FileInfo(file).Length, run.Json.GetProperty("bytes").GetInt64());
        Assert.Equal(["rows.csv"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        await using CsvDataReader reader = CsvDataReader.Create(file);
        int read = 0;
        while (await reader.ReadAsync(Token))
        {
            read++;
        }

        Assert.Equal(("site", rows), (reader.GetName(0), read));
    }

    [Fact]
    public async Task Filters_are_those_of_the_API()
    {
        CliRun pages = await ExportAsync("--ndjson", "-", "--what", "links", "--kind", "page", "--site", "alalam");
        CliRun none = await ExportAsync("--ndjson", "-", "--what", "articles", "--from", "2021-06-01");

        string[] ids = [.. pages.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("linkId").GetString()!)];
        Assert.Equal(["p900100", "p900101", "p900102"], ids);
        Assert.Equal(("", 0), (none.Output, none.ExitCode));
    }

    [Fact]
    public async Task Standard_output_of_the_process_has_the_bytes_of_the_file()
    {
        string file = Path.Combine(_folder.Path, "rows.csv");
        await ExportAsync("--csv", file, "--what", "articles");

        CliRun piped = await CliRun.ProcessAsync(_folder.Path, "export", "--csv", "-", "--what", "articles", "--data", archive.Data);

        Assert.Equal(("", 0), (piped.Error, piped.ExitCode));
        Assert.Equal(await File.ReadAllTextAsync(file, Token), piped.Output.TrimStart('\uFEFF'));
        Assert.Equal(0xEF, (await File.ReadAllBytesAsync(file, Token))[0]);
    }

    [Fact]
    public async Task Byte_order_mark_can_be_left_out()
    {
        string file = Path.Combine(_folder.Path, "rows.csv");

        await ExportAsync("--csv", file, "--what", "links", "--no-bom");

        Assert.Equal("site,"u8.ToArray(), (await File.ReadAllBytesAsync(file, Token))[..5]);
    }

    [Fact]
    public async Task Export_that_fails_leaves_the_old_file()
    {
        string file = _folder.Write("rows.csv", "old");

        CliRun run = await ExportAsync("--csv", file, "--what", "links", "--site", "nosuch");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("old", await File.ReadAllTextAsync(file, Token));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("", "Nothing to fix: no article mentions such a link.\n")]
    [InlineData("--json", """{"items":[]}""" + "\n")]
    public async Task Archive_without_lost_links_has_nothing_to_fix(string option, string output)
    {
        CliRun run = await CliRun.InProcessAsync(["fix-list", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--data", archive.Data]);

        Assert.Equal((0, output), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
    }

    private Task<CliRun> ExportAsync(params string[] args) => CliRun.InProcessAsync(["export", .. args, "--data", archive.Data]);
}
