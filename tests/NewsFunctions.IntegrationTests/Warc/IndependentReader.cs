using System.Diagnostics;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Warc;

/// <summary>
/// Runs warcio from npm with Node.js (TestData/Warc/read-warc.mjs), which verifies lengths and digests.
/// </summary>
internal static class IndependentReader
{
    /// <summary>Reads the records of a file and whether all lengths and digests are correct.</summary>
    public static async Task<(IReadOnlyList<JsonElement> Records, bool Intact)> ReadAsync(string file)
    {
        if (!Directory.Exists(Repository.PathOf("node_modules", "warcio")))
        {
            Required.SkipWithout("warcio", "The npm package warcio is not installed: npm ci");
        }

        var start = new ProcessStartInfo("node",
            [Repository.PathOf("tests", "NewsFunctions.IntegrationTests", "TestData", "Warc", "read-warc.mjs"), file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process node = Process.Start(start)!;
        Task<string> error = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        return ([.. JsonDocument.Parse(output).RootElement.EnumerateArray()], node.ExitCode == 0);
    }

    public static string? Text(this JsonElement record, string name) => record.GetProperty(name).GetString();
}
