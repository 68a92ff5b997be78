using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Links;

/// <summary>Looks through an HTTP proxy: the same check as always, guarded and paced alike, over other connections.</summary>
internal sealed class ProxyVantage(
    VantageOptions vantage,
    AddressGuard guard,
    HostPacer pacer,
    IOptions<LinkCheckOptions> options,
    TimeProvider time,
    ILogger<LinkChecker> logger) : IVantage, IDisposable
{
    private readonly LinkChecker _checker = new(guard, pacer, options, time, logger, ProxyTunnel.Through(new Uri(vantage.Proxy!)));

    public string Name => vantage.Name;

    public async Task<LinkFacts> LookAsync(Link link, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        // What this machine has seen of a host says nothing of what the proxy sees, so nothing is shared but the pace.
        LinkCheck check = await _checker.CheckAsync(link, locations, new HostOutcomes(options.Value), cancellationToken);
        return Evidence.Read(check.Evidence);
    }

    public void Dispose() => _checker.Dispose();
}
