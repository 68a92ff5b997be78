using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Proxies a web site and injects the faults of a <see cref="FaultPlan"/>.</summary>
internal sealed class FaultyWeb : IAsyncDisposable
{
    /// <summary>Sets the Retry-After of faulty answers, in seconds of the archive's fake clock.</summary>
    private const int RetryAfter = 2;

    private readonly FaultInjector _injector;
    private HttpProxy? _proxy;

    private FaultyWeb(FaultPlan plan) => _injector = new FaultInjector(plan, RetryAfter);

    public int Port => _proxy!.Port;

    public string Url => $"http://127.0.0.1:{Port}";

    public IReadOnlyDictionary<Fault, int> Faults => _injector.Faults;

    public int Requests => _injector.Requests;

    public int UnderWay => _injector.UnderWay;

    /// <param name="site">The site without faults.</param>
    public static async Task<FaultyWeb> StartAsync(TestSite site, FaultPlan plan)
    {
        var web = new FaultyWeb(plan);
        web._proxy = await HttpProxy.StartAsync(new Uri(site.Url), (request, _) => web.HandleAsync(request));
        return web;
    }

    /// <summary>Stops the faults.</summary>
    public void Mend() => _injector.IsOn = false;

    public override string ToString() => $"web: {_injector}";

    public ValueTask DisposeAsync() => _proxy!.DisposeAsync();

    private Task HandleAsync(ProxiedRequest request) => _injector.HandleAsync(
        request,
        $"{request.Method} {request.RawTarget} {request.Context.Request.Headers.Range}",
        special: [],
        request.Send,
        fault => throw new InvalidOperationException($"{fault} is no fault of a web site."));
}
