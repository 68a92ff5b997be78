using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using NewsFunctions.Core.Ledger;
using NewsFunctions.IntegrationTests.Crashes;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Instances;

/// <summary>Runs several instances of the app on one storage: dumps are ingested while all of them run, then every link is checked twice, first
/// by the schedule, then by request.</summary>
internal sealed class InstanceRun : IAsyncDisposable
{
    public const int Concurrency = 3;
    public const int Rounds = 2;
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);
    public static readonly TimeSpan SchedulePeriod = TimeSpan.FromSeconds(2);

    /// <summary>The longest time that a step may take on a busy machine.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    /// <summary>Reading the state more often would slow down the storage that all share.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>An answer of a slow site takes so long that <see cref="Concurrency"/> limits its requests; on the others it is
    /// <see cref="Interval"/>.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(150);

    private readonly Dictionary<string, LoggedSite> _sites;
    private readonly string _account;
    private readonly ArchiveView _view;
    private readonly InstanceProof _proof;
    private readonly List<AppProcess> _hosts = [];

    private InstanceRun(string account, Dictionary<string, LoggedSite> sites)
    {
        (_account, _sites, _view) = (account, sites, new ArchiveView(account));
        _proof = new InstanceProof(account, sites);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs everything, and proves what must hold for any number of instances.</summary>
    /// <param name="workers">The worker processes of each host.</param>
    /// <returns>The rows in a form that is the same in every run.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(string account, int hosts, int workers = 1)
    {
        var sites = new Dictionary<string, LoggedSite>(StringComparer.Ordinal);
        foreach (string site in InstanceDumps.Sites)
        {
            sites.Add(site, await LoggedSite.StartAsync(sites.Count % 2 == 0 ? Slow : TimeSpan.Zero));
        }

        await using var run = new InstanceRun(account, sites);
        var time = Stopwatch.StartNew();
        List<string> steps = [$"{hosts} hosts with {workers} workers each"];
        try
        {
            run.Start(hosts, workers);
            await StepAsync("served", run.ServeAsync);
            await StepAsync("ingested", run.IngestAsync);
            await StepAsync("checked", () => run.CheckedAsync(round: 1));
            await StepAsync("checked again", run.CheckAgainAsync);
            await StepAsync("proved", run.ProveAsync);
            return await ComparableRows.ReadAsync(account, sites);
        }
        finally
        {
            steps.AddRange(run._hosts.Select((host, index) => $"host {index + 1}: {InstanceLog.Summary(host.Log)}"));
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', steps));
        }

        async Task StepAsync(string step, Func<Task> act)
        {
            await act();
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"{step} after {time.Elapsed.TotalSeconds:0.0} s"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (AppProcess host in _hosts)
        {
            host.Dispose();
        }

        foreach (LoggedSite site in _sites.Values)
        {
            await site.DisposeAsync();
        }
    }

    private void Start(int hosts, int workers) => _hosts.AddRange(Enumerable.Range(0, hosts).Select(_ => AppProcess.Start(
        _account,
        _account,
        [
            .. _sites.SelectMany((site, index) => SettingsOf(site.Key, site.Value.Site, index)),
            ("DefaultSite", InstanceDumps.Sites[0]),
            ("LocalHost__BlobPollingInterval", "00:00:01"),
            ("LocalHost__Workers", workers.ToString(CultureInfo.InvariantCulture)),
            ("Logging__LogLevel__LocalFunctionsHost.Timers", "Debug"),
            ("LinkCheckSchedule", string.Create(CultureInfo.InvariantCulture, $"*/{SchedulePeriod.Seconds} * * * * *")),
            ("LinkChecks__AllowedNetworks__0", "127.0.0.0/8"),
            ("LinkChecks__Lessons__ProbeInterval", "00:00:00"),
            ("LinkChecks__MaxShardsPerSite", "16"),
            ("LinkChecks__PerHost__Concurrency", Concurrency.ToString(CultureInfo.InvariantCulture)),
            ("LinkChecks__PerHost__Interval", Interval.ToString()),
            ("LinkChecks__PerHost__BusyDelay", "00:00:01"),

            // With the default gap, a strike that counted twice would not show.
            ("LinkChecks__StrikeGap", "00:00:00"),
            ("LinkChecks__StrikesToDeath", Rounds.ToString(CultureInfo.InvariantCulture)),
            ("Rescue__Enabled", "false"),
        ])));

    private static IEnumerable<(string, string)> SettingsOf(string name, TestSite site, int index) =>
    [
        ($"Sites__{name}__MediaUrls__0", site.Url + "/{pic}"),
        ($"Sites__{name}__PageUrls__0", site.Url + "/news/{id}"),
        (string.Create(CultureInfo.InvariantCulture, $"LinkChecks__AllowedPorts__{index}"), site.Port.ToString(CultureInfo.InvariantCulture)),
    ];

    private Task ServeAsync() => Eventually.HoldsAsync("all hosts serve", () => _hosts.All(host => host.Address is not null), Bound);

    private async Task IngestAsync()
    {
        await Parallel.ForEachAsync(InstanceDumps.All, Token, async (dump, _) => await _view.UploadAsync(dump.Name, dump.Content));
        await Eventually.HoldsAsync(
            "all dumps are ingested",
            async () =>
            {
                IReadOnlyList<DumpStatus> statuses = await _view.StatusesAsync();
                Assert.DoesNotContain(statuses, status => status is not (DumpStatus.Running or DumpStatus.Ingested));
                return statuses.Count(status => status == DumpStatus.Ingested) == InstanceDumps.All.Count;
            },
            Bound,
            Pause);
    }

    private Task CheckedAsync(int round) => Eventually.HoldsAsync($"all links were checked in round {round}", () => _proof.IsAtRestAsync(round), Bound, Pause);

    /// <summary>Requests a check of every link. Each site is requested from another host.</summary>
    private async Task CheckAgainAsync()
    {
        using var http = new HttpClient();
        foreach ((string site, AppProcess host) in InstanceDumps.Sites.Select((site, index) => (site, _hosts[index % _hosts.Count])))
        {
            using HttpResponseMessage answer = await http.PostAsJsonAsync(new Uri(host.Address!, "api/link-checks"), new { site }, Token);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        await CheckedAsync(Rounds);
    }

    private async Task ProveAsync()
    {
        // A visit is logged after its rows are written.
        int checks = InstanceDumps.Rows.Links * Rounds;
        await Eventually.HoldsAsync("all visits are logged", () => _hosts.Sum(host => InstanceLog.Checked(host.Log)) >= checks);
        string[] logs = [.. _hosts.Select(host => host.Log)];
        await Assert.MultipleAsync(
            () => _proof.ProveIngestsAsync(logs),
            () => _proof.ProveChecksAsync(logs),
            () =>
            {
                Assert.Multiple([() => InstanceProof.ProveTimers(logs), .. _sites.Values.Select<LoggedSite, Action>(site => () => InstanceProof.ProveLimits(site))]);
                return Task.CompletedTask;
            });
    }
}
