using System.Globalization;
using System.Net;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Crashes;

/// <summary>
/// Runs the whole app: dumps are uploaded and ingested, links are checked, and a reader calls the API. Processes are
/// killed meanwhile.
/// </summary>
internal sealed class CrashRun : IAsyncDisposable
{
    /// <summary>Messages of a killed host become visible after 30 s; its shard leases expire 30 s later.</summary>
    private static readonly TimeSpan SettlingBound = TimeSpan.FromMinutes(4);

    private readonly LoggedSite _site;
    private readonly CountedStorage _storage;
    private readonly string _account;
    private readonly ArchiveView _view;
    private readonly Dictionary<string, (int First, int Articles)> _dumps = new(StringComparer.Ordinal);
    private readonly HashSet<DumpId> _sentAgain = [];
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Task _reading;
    private AppProcess _host;
    private int _articles;
    private int _answers;

    private CrashRun(string account, LoggedSite site, CountedStorage storage)
    {
        (_account, _site, _storage, _view) = (account, site, storage, new ArchiveView(account));
        _host = Start();
        _reading = ReadAsync();
    }

    /// <summary>Gets the number of articles in the dumps so far.</summary>
    public int Articles => _articles;

    /// <summary>Gets the number of API calls that were answered with 200.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>
    /// Gets the number of dumps that were sent again, because every attempt to ingest them was killed.
    /// </summary>
    public int SentAgain => _sentAgain.Count;

    /// <summary>Kills the storage. Null if the run shares its storage with other tests.</summary>
    public Func<Task>? KillStorage { get; init; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CrashRun> StartAsync(string account, Func<Task>? killStorage = null)
    {
        LoggedSite site = await LoggedSite.StartAsync();
        CountedStorage storage = await CountedStorage.StartAsync(account);
        return new CrashRun(account, site, storage) { KillStorage = killStorage };
    }

    /// <summary>Uploads dumps, lets the app work, and kills one of its processes.</summary>
    public async Task CrashAsync(Crash crash)
    {
        foreach (int articles in crash.Articles)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"lighthouses-{_dumps.Count + 1:0000}.txt");
            _dumps[name] = (_articles + 1, articles);
            _articles += articles;
            await UploadAsync(name);
        }

        int until = _storage.Requests + crash.Requests;
        while (_storage.Requests < until)
        {
            // An idle app plans link checks every two seconds, so the number is reached eventually.
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Token);
        }

        switch (crash.Target)
        {
            case CrashTarget.Host:
                await _host.KillAsync();
                _host.Dispose();
                _host = Start();
                break;
            case CrashTarget.Worker:
                await KillWorkerAsync();
                break;
            default:
                await KillStorage!();
                break;
        }
    }

    /// <summary>Waits until the app has finished its work, then proves that the archive is complete.</summary>
    public async Task ProveAsync()
    {
        // Upload again what a killed storage had not saved, as `news run` does.
        foreach (string name in _dumps.Keys)
        {
            if (!await _view.Dumps.GetBlobClient(name).ExistsAsync(Token))
            {
                await UploadAsync(name);
            }
        }

        var proof = new ArchiveProof(_account, _site);
        try
        {
            await Eventually.HoldsAsync("all dumps are ingested and all links checked", () => IsAtRestAsync(proof), SettlingBound);
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine(_host.Log[..Math.Min(_host.Log.Length, 20_000)]);
        }

        await _end.CancelAsync();
        await _reading;
        await proof.ProveAsync(_dumps);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading.ContinueWith(_ => { }, TaskScheduler.Default);
        _host.Dispose();
        await _storage.DisposeAsync();
        await _site.DisposeAsync();
        _http.Dispose();
        _end.Dispose();
    }

    /// <summary>
    /// Returns whether all work has ended. All five attempts to ingest a dump may have been killed; such a dump is sent
    /// again, as an operator would.
    /// </summary>
    private async Task<bool> IsAtRestAsync(ArchiveProof proof)
    {
        foreach (DumpEntry failed in (await proof.FailedAsync()).Where(entry => !_sentAgain.Contains(entry.Id)))
        {
            using HttpResponseMessage? sent = await SendAsync(HttpMethod.Post, $"api/dumps/{failed.Id}/ingest");
            if (sent?.IsSuccessStatusCode == true)
            {
                _sentAgain.Add(failed.Id);
            }
        }

        return await proof.IsAtRestAsync(_dumps.Count, 3 * _articles);
    }

    private async Task UploadAsync(string name)
    {
        (int first, int articles) = _dumps[name];
        BinaryData content = InventedNews.Dump(articles, first: first);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await _view.UploadAsync(name, content);
                return;
            }
            catch (Exception e) when (e is Azure.RequestFailedException or AggregateException && attempt < 10)
            {
                // The storage was killed and is restarting.
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Token);
            }
        }
    }

    private async Task KillWorkerAsync()
    {
        // The host replaces a killed worker after a moment.
        await Eventually.HoldsAsync("the host has a worker", () => _host.Children().Count > 0);
        await Signals.SendAsync("KILL", _host.Children()[0]);
    }

    /// <summary>Calls the API continuously. A call may stay unanswered only if a host or worker was killed.</summary>
    private async Task ReadAsync()
    {
        string[] calls = ["api/articles?limit=20", "api/links?limit=20", "api/stats", "api/dumps?limit=20", "api/events?limit=20"];
        for (int call = 0; !_end.IsCancellationRequested; call++)
        {
            string path = calls[call % calls.Length];
            using HttpResponseMessage? answer = await SendAsync(HttpMethod.Get, path);
            Assert.True(
                answer?.StatusCode is null or HttpStatusCode.OK or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
                $"{path}: {answer?.StatusCode}");
            Interlocked.Add(ref _answers, answer?.StatusCode == HttpStatusCode.OK ? 1 : 0);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <returns>Null if the host was killed before it answered, or does not listen yet.</returns>
    private async Task<HttpResponseMessage?> SendAsync(HttpMethod method, string path)
    {
        if (_host.Address is not { } address)
        {
            return null;
        }

        try
        {
            using var request = new HttpRequestMessage(method, new Uri(address, path));
            return await _http.SendAsync(request, _end.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private AppProcess Start() => AppProcess.Start(
        _storage.ConnectionString,
        _account,
        ("Sites__testsite__MediaUrls__0", _site.Site.Url + "/{pic}"),
        ("Sites__testsite__PageUrls__0", _site.Site.Url + "/news/{id}"),
        ("DefaultSite", Archive.Site),
        ("LinkCheckSchedule", "*/2 * * * * *"),
        ("LinkChecks__AllowedNetworks__0", "127.0.0.0/8"),
        ("LinkChecks__AllowedPorts__0", _site.Site.Port.ToString(CultureInfo.InvariantCulture)),
        ("LinkChecks__Lessons__ProbeInterval", "00:00:00"),
        ("LinkChecks__PerHost__Interval", "00:00:00"),
        ("LinkChecks__PerHost__Lease", "00:00:06"),
        ("LinkChecks__PerHost__LeaseRenewal", "00:00:02"),
        ("LinkChecks__PerHost__BusyDelay", "00:00:02"),
        ("LinkChecks__Timeout", "00:00:02"),
        ("LinkChecks__VisitBudget", "00:00:05"),
        ("LinkChecks__LeaseDuration", "00:00:30"));
}
