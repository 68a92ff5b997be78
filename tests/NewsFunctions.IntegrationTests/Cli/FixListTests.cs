using System.Text.Json;
using Sylvan.Data.Csv;

namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>Builds the archive that <c>news run --once</c> makes of the samples, with suspect links.</summary>
public sealed class SampleArchive : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public string Data => Path.Combine(_folder.Path, "data");

    public async ValueTask InitializeAsync()
    {
        CliRun run = await CliRun.InProcessAsync("run", "--once", "--data", Data);
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class FixListTests(SampleArchive archive) : IClassFixture<SampleArchive>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Table_shows_article_and_lost_address_up_to_the_limit()
    {
        CliRun run = await AskAsync("--state", "Suspect", "--kind", "image", "--limit", "2");

        Assert.Equal(2, run.Output.Split('\n').Count(line => line.StartsWith("samples/", StringComparison.Ordinal) && line.Contains("/2021/", StringComparison.Ordinal)));
        Assert.Equal("There is more: --limit shows up to 1000 rows, --csv and --json have all.", run.Error.Trim());
    }

    [Fact]
    public async Task CSV_and_JSON_have_the_same_rows()
    {
        CliRun json = await AskAsync("--state", "Suspect", "--json");
        CliRun csv = await AskAsync("--state", "Suspect", "--csv");

        JsonElement[] rows = [.. json.Json.GetProperty("items").EnumerateArray()];
        List<(string, string)> read = [];
        await using CsvDataReader reader = CsvDataReader.Create(new StringReader(csv.Output.TrimStart('\uFEFF')));
        while (await reader.ReadAsync(Token))
        {
            read.Add((reader.GetString(reader.GetOrdinal("articleId")), reader.GetString(reader.GetOrdinal("linkId"))));
        }

        Assert.InRange(rows.Length, 12, 1000);
        Assert.Equal(rows.Select(row => (row.GetProperty("articleId").GetString()!, row.GetProperty("linkId").GetString()!)), read);
    }

    private async Task<CliRun> AskAsync(params string[] args)
    {
        CliRun run = await CliRun.InProcessAsync(["fix-list", .. args, "--data", archive.Data]);
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        return run;
    }
}
