using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NewsFunctions.BrowserTests;

/// <summary>Runs <c>news run</c> on the samples in a separate process until the tests end.</summary>
internal sealed partial class SampleArchive : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly DirectoryInfo _data;

    private SampleArchive(Process process, DirectoryInfo data, Uri address)
    {
        _process = process;
        _data = data;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <param name="settings">Settings, passed as environment variables.</param>
    public static Task<SampleArchive> StartAsync(bool isEmpty = false, params IReadOnlyList<(string Name, string Value)> settings) =>
        StartAsync(isEmpty ? ["serve"] : ["run", Repository.PathOf("samples")], settings);

    /// <summary>Starts a small demo archive with two years of history instead of the samples.</summary>
    public static Task<SampleArchive> StartDemoAsync() => StartAsync(["demo", "--articles", "100"], []);

    /// <summary>Starts an archive of the samples without any configured address of their site's files.</summary>
    public static Task<SampleArchive> StartWithoutAddressesAsync() => StartAsync(["run", Repository.PathOf("samples", "dumps")], []);

    private static async Task<SampleArchive> StartAsync(string[] command, IReadOnlyList<(string Name, string Value)> settings)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("news-browser-tests-");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "news.dll"), .. command, "--data", data.FullName])
        {
            WorkingDirectory = data.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            return new SampleArchive(process, data, await AddressAsync(process).WaitAsync(Bound));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;

    /// <summary>Uploads a dump for the samples' site and waits until its ingest ends.</summary>
    public async Task IngestAsync(string name, string text)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        using HttpResponseMessage answer = await Http.PostAsync(
            new Uri($"api/dumps?site=samples&name={Uri.EscapeDataString(name)}", UriKind.Relative), body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        Uri location = answer.Headers.Location!;
        long started = Stopwatch.GetTimestamp();
        while ((string?)(await Http.GetFromJsonAsync<JsonNode>(location, TestContext.Current.CancellationToken))!["status"] != "Ingested")
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Bound, $"{name} was not ingested.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        var log = new StringBuilder();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            log.AppendLine(line);
            if (Address().Match(line) is { Success: true } match)
            {
                // The process blocks if nobody reads the rest of its output.
                _ = process.StandardError.ReadToEndAsync();
                return new Uri(match.Groups[1].Value + "/");
            }
        }

        throw new InvalidOperationException($"news ended before it was ready:\n{log}");
    }

    [GeneratedRegex(@"The archive answers at (http://\S+)")]
    private static partial Regex Address();
}
