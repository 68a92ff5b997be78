using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Benchmarks.Api;

/// <summary>Asks a served archive, and says how long its calls take beside the raw operations of the storage and an answer of the host that
/// needs no storage; all in one run.</summary>
internal static class ApiRun
{
    private static readonly int[] FewClients = [1, 8];
    private const int ManyClients = 50;
    private const double RatioAllowed = 1.5;
    private const double ThroughputWanted = 0.8;
    private const double CpuMillisecondsAllowed = 1;
    private const double KilobytesAllowed = 100;
    private const int LargeArchive = 10_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <param name="data">The data folder of the archive; its <c>served.json</c> says where it is served.</param>
    /// <returns>0 where every target is met.</returns>
    public static async Task<int> RunAsync(string data, string connection)
    {
        using JsonDocument served = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(data, "served.json")));
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = ManyClients })
        {
            BaseAddress = new Uri(served.RootElement.GetProperty("address").GetString()!),
        };
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ArchiveStorage", connection)]).Build();
        await using ServiceProvider services = new ServiceCollection().AddSingleton(configuration).AddLogging().AddArchive(configuration).BuildServiceProvider();
        ApiSubjects subjects = await ApiSubjects.FindAsync(http);
        var verdicts = new Verdicts();
        await MeasureCallsAsync(ApiCall.All(services, subjects), http, verdicts);
        await MeasureCostsAsync(ApiCall.All(services, subjects), verdicts);
        await MeasureQuestionsAsync(subjects, http, verdicts);
        return verdicts.Write();
    }

    /// <summary>Latency at few clients and throughput at many, the call and its parts in turn.</summary>
    private static async Task MeasureCallsAsync(IReadOnlyList<ApiCall> calls, HttpClient http, Verdicts verdicts)
    {
        Task HostAsync() => GetAsync(http, "/api");
        Console.WriteLine("| call | clients | raw p50 ms | host p50 ms | call p50 ms | call / (raw + host) |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (ApiCall call in calls)
        {
            foreach (int clients in FewClients)
            {
                Load raw = await Load.RunAsync(clients, Round, call.RawAsync);
                Load host = await Load.RunAsync(clients, Round, HostAsync);
                Load whole = await Load.RunAsync(clients, Round, () => GetAsync(http, call.Path));
                double ratio = whole.Percentile(0.5) / (raw.Percentile(0.5) + host.Percentile(0.5));
                Line($"| {call.Name} | {clients} | {raw.Percentile(0.5):F2} | {host.Percentile(0.5):F2} | {whole.Percentile(0.5):F2} | {ratio:F2} |");
                verdicts.Add($"{call.Name}, {clients} clients: at most {RatioAllowed} times raw and host", ratio, ratio <= RatioAllowed);
            }
        }

        Console.WriteLine();
        Console.WriteLine("| call | clients | raw /s | host /s | call /s | call / raw | errors |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (ApiCall call in calls)
        {
            Load raw = await Load.RunAsync(ManyClients, Round, call.RawAsync);
            Load host = await Load.RunAsync(ManyClients, Round, HostAsync);
            Load whole = await Load.RunAsync(ManyClients, Round, () => GetAsync(http, call.Path));
            double share = whole.PerSecond / raw.PerSecond;
            Line($"| {call.Name} | {ManyClients} | {raw.PerSecond:F0} | {host.PerSecond:F0} | {whole.PerSecond:F0} | {share:F2} | {whole.Errors} |");
            verdicts.Add($"{call.Name}, {ManyClients} clients: no error", whole.Errors, whole.Errors == 0);
            verdicts.Add($"{call.Name}, {ManyClients} clients: at least {ThroughputWanted} of raw", share, share >= ThroughputWanted);
        }

        Console.WriteLine();
    }

    /// <summary>Time on the processor and memory of a call in this process: from the request as read to the bytes of the answer.</summary>
    private static async Task MeasureCostsAsync(IReadOnlyList<ApiCall> calls, Verdicts verdicts)
    {
        Console.WriteLine("| call | CPU ms | of it raw | KB | of it raw |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (ApiCall call in calls)
        {
            Cost raw = await Cost.MeasureAsync(call.RawAsync);
            Cost whole = await Cost.MeasureAsync(call.AnswerAsync);
            Line($"| {call.Name} | {whole.CpuMilliseconds:F2} | {raw.CpuMilliseconds:F2} | {whole.Kilobytes:F0} | {raw.Kilobytes:F0} |");
            verdicts.Add($"{call.Name}: at most {CpuMillisecondsAllowed} ms CPU", whole.CpuMilliseconds, whole.CpuMilliseconds <= CpuMillisecondsAllowed);
            verdicts.Add($"{call.Name}: at most {KilobytesAllowed} KB allocated", whole.Kilobytes, whole.Kilobytes <= KilobytesAllowed);
        }

        Console.WriteLine();
    }

    private static async Task MeasureQuestionsAsync(ApiSubjects subjects, HttpClient http, Verdicts verdicts)
    {
        double allowed = subjects.Articles >= LargeArchive ? 1000 : 300;
        Line($"| question ({subjects.Articles} articles, {subjects.Links} links) | p50 ms | p95 ms |");
        Console.WriteLine("|---|---|---|");
        foreach ((string question, string path) in subjects.Questions)
        {
            Load load = await Load.RunAsync(clients: 1, Round, () => GetAsync(http, path));
            Line($"| {question} | {load.Percentile(0.5):F0} | {load.Percentile(0.95):F0} |");
            verdicts.Add($"{question} p95 at most {allowed} ms", load.Percentile(0.95), load.Percentile(0.95) <= allowed && load.Errors == 0);
        }

        Console.WriteLine();
    }

    private static async Task GetAsync(HttpClient http, string path)
    {
        using HttpResponseMessage response = await http.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>What was to be met, and whether it was.</summary>
    private sealed class Verdicts
    {
        private readonly List<(string Target, double Measured, bool IsMet)> _all = [];

        public void Add(string target, double measured, bool isMet) => _all.Add((target, measured, isMet));

        public int Write()
        {
            foreach ((string target, double measured, bool isMet) in _all.Where(one => !one.IsMet))
            {
                Line($"NOT MET  {target}: {measured:F2}");
            }

            Line($"{_all.Count(one => one.IsMet)} of {_all.Count} targets are met.");
            return _all.TrueForAll(one => one.IsMet) ? 0 : 1;
        }
    }
}
