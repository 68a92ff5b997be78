using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Demo_is_built_once_and_answers_queries()
    {
        string data = _folder.Folder("demo");
        string[] command = ["demo", "--articles", "100", "--once", "--json", "--data", data];

        CliRun built = await CliRun.InProcessAsync(command);
        CliRun again = await CliRun.InProcessAsync(command);
        CliRun stats = await CliRun.InProcessAsync("stats", "--data", data, "--json");

        Assert.Equal("", built.ExitCode == 0 ? "" : built.Error);
        Assert.True(built.Json.GetProperty("deaths").GetInt64() > 0);
        Assert.Equal(["photos.agency.example"], built.Json.GetProperty("deadHosts").EnumerateArray().Select(host => host.GetString()));
        Assert.Equal((0, ""), (again.ExitCode, again.Output));
        Assert.Contains("there already", again.Error, StringComparison.Ordinal);
        JsonElement byState = stats.Json.GetProperty("links").GetProperty("byState");
        foreach (JsonProperty state in built.Json.GetProperty("byState").EnumerateObject())
        {
            Assert.Equal(state.Value.GetInt64(), byState.GetProperty(state.Name).GetInt64());
        }

        await RefusesToCheckAsync(data);
    }

    private static async Task RefusesToCheckAsync(string data)
    {
        CliRun links = await CliRun.InProcessAsync("links", "--limit", "1", "--data", data, "--json");
        JsonElement link = links.Json.GetProperty("items")[0];

        CliRun check = await CliRun.InProcessAsync("check", $"{link.GetProperty("site").GetString()}/{link.GetProperty("linkId").GetString()}", "--data", data);

        Assert.Equal((1, ""), (check.ExitCode, check.Output));
        Assert.Contains("this is a demo", check.Error, StringComparison.Ordinal);
    }
}
