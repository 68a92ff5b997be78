using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Composition;

namespace NewsFunctions.Benchmarks.Api;

/// <summary>Measures the API calls of a running archive. In the same run it measures the raw storage operation behind
/// each call and a host response that needs no storage, and compares them.</summary>
internal static class ApiRun
{
    private static readonly int[] FewClients = [1, 8];
    private const int ManyClients = 50;
    private const double RatioAllowed = 1.5;
    private const double ThroughputWanted = 0.8;
    private const double CpuMillisecondsAllowed = 1;
    private const double KilobytesAllowed = 100;
    private const int LargeArchive = 10_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <param name="data">The data folder of the archive; its <c>served.json</c> has the address.</param>
    /// <param name="rounds">How many times everything is measured. The median is compared with the target; the spread
    /// is printed.</param>
    /// <returns>0 if every target is met.</returns>
    public static async Task<int> RunAsync(string data, string connection, int rounds)
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
        IReadOnlyList<ApiCall> calls = ApiCall.All(services, subjects);
        await MeasureCostsAsync(calls, rounds, verdicts);
        await MeasureLatencyAsync(calls, http, rounds, verdicts);
        await MeasureThroughputAsync(calls, http, rounds, verdicts);
        await MeasureQuestionsAsync(subjects, http, verdicts);
        return verdicts.Write();
    }

    /// <summary>Measures CPU time and allocations of a call in this process, from the parsed request to the serialized
    /// response.</summary>
    private static async Task MeasureCostsAsync(IReadOnlyList<ApiCall> calls, int rounds, Verdicts verdicts)
    {
        Console.WriteLine("| call | CPU ms | of it raw | KB | of it raw |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (ApiCall call in calls)
        {
            List<Cost> raw = [];
            List<Cost> whole = [];
            for (int round = 0; round < rounds; round++)
            {
                raw.Add(await Cost.MeasureAsync(call.RawAsync));
                whole.Add(await Cost.MeasureAsync(call.AnswerAsync));
            }

            var cpu = Spread.Of(whole.Select(cost => cost.CpuMilliseconds));
            var kilobytes = Spread.Of(whole.Select(cost => cost.Kilobytes));
            var rawCpu = Spread.Of(raw.Select(cost => cost.CpuMilliseconds));
            Line($"| {call.Name} | {cpu:F2} | {rawCpu:F2} | {kilobytes.Median:F0} | {Spread.Of(raw.Select(cost => cost.Kilobytes)).Median:F0} |");
            verdicts.Add($"{call.Name}: at most {CpuMillisecondsAllowed} ms CPU", cpu.Median, cpu.Median <= CpuMillisecondsAllowed);
            verdicts.Add($"{call.Name}: at most {KilobytesAllowed} KB allocated", kilobytes.Median, kilobytes.Median <= KilobytesAllowed);
        }

        Console.WriteLine();
    }

    /// <summary>Measures the latency of each call and of its parts, alternating between them, with few clients.</summary>
    private static async Task MeasureLatencyAsync(IReadOnlyList<ApiCall> calls, HttpClient http, int rounds, Verdicts verdicts)
    {
        Console.WriteLine("| call | clients | raw p50 ms | host p50 ms | call p50 ms | call / (raw + host) |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (ApiCall call in calls)
        {
            foreach (int clients in FewClients)
            {
                IReadOnlyList<Turn> turns = await Turn.RunAsync(rounds, clients, Round, call, http);
                var ratio = Spread.Of(turns.Select(turn => turn.Whole.Percentile(0.5) / (turn.Raw.Percentile(0.5) + turn.Host.Percentile(0.5))));
                Line($"| {call.Name} | {clients} | {Median(turns, turn => turn.Raw):F2} | {Median(turns, turn => turn.Host):F2} | {Median(turns, turn => turn.Whole):F2} | {ratio:F2} |");
                verdicts.Add($"{call.Name}, {clients} clients: at most {RatioAllowed} times raw and host", ratio.Median, ratio.Median <= RatioAllowed);
            }
        }

        Console.WriteLine();
    }

    private static async Task MeasureThroughputAsync(IReadOnlyList<ApiCall> calls, HttpClient http, int rounds, Verdicts verdicts)
    {
        Console.WriteLine("| call | clients | raw /s | host /s | call /s | call / raw | errors |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (ApiCall call in calls)
        {
            IReadOnlyList<Turn> turns = await Turn.RunAsync(rounds, ManyClients, Round, call, http);
            var share = Spread.Of(turns.Select(turn => turn.Whole.PerSecond / turn.Raw.PerSecond));
            int errors = turns.Sum(turn => turn.Whole.Errors);
            Line($"| {call.Name} | {ManyClients} | {PerSecond(turns, turn => turn.Raw):F0} | {PerSecond(turns, turn => turn.Host):F0} | {PerSecond(turns, turn => turn.Whole):F0} | {share:F2} | {errors} |");
            verdicts.Add($"{call.Name}, {ManyClients} clients: no error", errors, errors == 0);
            verdicts.Add($"{call.Name}, {ManyClients} clients: at least {ThroughputWanted} of raw", share.Median, share.Median >= ThroughputWanted);
        }

        Console.WriteLine();
    }

    private static double Median(IEnumerable<Turn> turns, Func<Turn, Load> part) => Spread.Of(turns.Select(turn => part(turn).Percentile(0.5))).Median;

    private static double PerSecond(IEnumerable<Turn> turns, Func<Turn, Load> part) => Spread.Of(turns.Select(turn => part(turn).PerSecond)).Median;

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

    /// <summary>Holds one round: the raw operation, a host response without storage, and the whole call, in that order.</summary>
    private sealed record Turn(Load Raw, Load Host, Load Whole)
    {
        public static async Task<IReadOnlyList<Turn>> RunAsync(int rounds, int clients, TimeSpan duration, ApiCall call, HttpClient http)
        {
            List<Turn> turns = [];
            for (int round = 0; round < rounds; round++)
            {
                turns.Add(new Turn(
                    await Load.RunAsync(clients, duration, call.RawAsync),
                    await Load.RunAsync(clients, duration, () => GetAsync(http, "/api")),
                    await Load.RunAsync(clients, duration, () => GetAsync(http, call.Path))));
            }

            return turns;
        }
    }

    /// <summary>Collects the targets and records which were met.</summary>
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
