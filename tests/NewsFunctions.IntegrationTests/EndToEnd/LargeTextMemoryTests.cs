using System.Diagnostics;
using System.Net.Http.Headers;
using NewsFunctions.Core.Ledger;
using NewsFunctions.IntegrationTests.Cli;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>
/// Tests the memory bound of docs/ingest.md: several small uploads that hold large texts are ingested at once.
/// </summary>
public sealed class LargeTextMemoryTests(AzuriteFixture azurite) : IDisposable
{
    private const int MaxMegabytes = 600;
    private const int MaxMegabytesAboveIdle = 100;

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <remarks>
    /// Every process gets a heap of 160 MB. One text needs 96 to 128 MB, so a process that reads two at once runs out
    /// of memory.
    /// </remarks>
    [Fact]
    public async Task Run_with_several_large_texts_fits_into_a_limited_heap()
    {
        string dumps = Folder(LargeTexts.Words, 3);
        Dictionary<string, string> limited = new() { ["ArchiveStorage"] = azurite.NewAccount(), ["DOTNET_GCHeapHardLimit"] = "0xA000000" };

        CliRun run = await CliRun.ProcessAsync(_folder.Path, limited, "run", dumps, "--once", "--json");

        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        Assert.Equal(3, run.Json.GetProperty("dumps").GetProperty("ingested").GetInt32());
        Assert.DoesNotContain("Starting the next worker", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(OutOfMemoryException), run.Error, StringComparison.Ordinal);
    }

    [Theory(Explicit = true)]
    [InlineData("folder")]
    [InlineData("POST")]
    [InlineData("queue")]
    public async Task Eight_large_texts_stay_within_the_bound_and_leave_nothing_behind(string way)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux reports the peak memory of a process.");
        }

        string account = azurite.NewAccount();
        IReadOnlyList<ProcessMemory> idle;
        IReadOnlyList<ProcessMemory> after;
        if (way == "folder")
        {
            idle = await MeasureRunAsync(account, Folder(number => InventedNews.Dump(1, number).ToArray(), 8));
            after = await MeasureRunAsync(account, Folder(LargeTexts.Words, 8));
        }
        else
        {
            using AppProcess app = AppProcess.Start(account, account, way == "queue" ? [("AzureWebJobs__IngestDump__Disabled", "true")] : []);
            await IngestAsync(app, account, way, "small", number => InventedNews.Dump(1, number).ToArray());
            idle = await IdleAsync(app.Id);
            await IngestAsync(app, account, way, "large", LargeTexts.Words);
            after = await IdleAsync(app.Id);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{way}: idle {string.Join(", ", idle)}; after {string.Join(", ", after)}");
        Assert.Equal(idle.Select(process => process.Name), after.Select(process => process.Name));
        Assert.All(after, process => Assert.InRange(process.Peak, 1, MaxMegabytes));
        Assert.All(idle.Zip(after), pair => Assert.InRange(pair.Second.Now, 1, pair.First.Now + MaxMegabytesAboveIdle));
    }

    /// <summary>Measures the processes a minute after their work.</summary>
    private static async Task<IReadOnlyList<ProcessMemory>> IdleAsync(int id)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, Token);
        return ProcessMemory.OfTree(id);
    }

    private async Task<IReadOnlyList<ProcessMemory>> MeasureRunAsync(string account, string dumps)
    {
        Dictionary<string, string> environment = new() { ["ArchiveStorage"] = account };
        using Process run = CliRun.Start(_folder.Path, environment, "run", dumps, "--json");
        Task<string> error = run.StandardError.ReadToEndAsync(Token);
        try
        {
            string? summary = await run.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(TimeSpan.FromMinutes(4), Token);
            Assert.True(summary?.Contains("\"ingested\":8", StringComparison.Ordinal), summary ?? await error);
            return await IdleAsync(run.Id);
        }
        finally
        {
            run.Kill(entireProcessTree: true);
        }
    }

    private static async Task IngestAsync(AppProcess app, string account, string way, string name, Func<int, byte[]> content)
    {
        var view = new ArchiveView(account);
        string[] names = [.. Enumerable.Range(0, 8).Select(number => FormattableString.Invariant($"{name}{number}.gz"))];
        await Eventually.HoldsAsync("the app serves", () => app.Log.Contains("http://", StringComparison.Ordinal));
        await Task.WhenAll(names.Select((one, number) => way == "POST" ? PostAsync(app, one, content(number)) : view.UploadAsync(one, new BinaryData(content(number)))));
        if (way == "queue")
        {
            TestArchive archive = await TestArchive.CreateAsync(account);
            await Task.WhenAll(names.Select(one => new IngestQueue(archive.Clients).SendAsync(new IngestMessage(one), Token)));
        }

        foreach (string one in names)
        {
            await Eventually.HoldsAsync(
                $"{one} is ingested", async () => (await view.RowsOfAsync(one)).Any(row => row.Status == DumpStatus.Ingested), TimeSpan.FromMinutes(4));
        }
    }

    private static async Task PostAsync(AppProcess app, string name, byte[] content)
    {
        string address = app.Log[app.Log.IndexOf("http://", StringComparison.Ordinal)..].Split(' ', '\n')[0];
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using HttpResponseMessage answer = await client.PostAsync(new Uri($"/api/dumps?name={name}", UriKind.Relative), body, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private string Folder(Func<int, byte[]> content, int count)
    {
        string folder = _folder.Folder(Guid.NewGuid().ToString("N"));
        for (int number = 0; number < count; number++)
        {
            File.WriteAllBytes(Path.Combine(folder, FormattableString.Invariant($"dump{number}.gz")), content(number));
        }

        return folder;
    }
}
