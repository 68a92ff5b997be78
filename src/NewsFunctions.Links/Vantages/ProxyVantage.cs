using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Links.Vantages;

/// <summary>Checks through an HTTP proxy: the same check, guarded and paced in the same way, over other connections.</summary>
internal sealed class ProxyVantage(
    VantageOptions vantage,
    AddressGuard guard,
    HostPacer pacer,
    IHostMemories memories,
    IOptions<FetchOptions> options,
    IOptions<HostOptions> hostOptions,
    TimeProvider time,
    ILogger<LinkChecker> logger) : IVantage, IDisposable
{
    private readonly LinkChecker _checker = new(guard, pacer, options, hostOptions, time, logger, ProxyTunnel.Through(new Uri(vantage.Proxy!)));

    public string Name => vantage.Name;

    public async Task<LinkFacts> LookAsync(Link link, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        // A failure from here says nothing about what the proxy sees. The host's pace and lease apply to both.
        await using var hosts = new HostOutcomes(hostOptions.Value, memories, time);
        try
        {
            LinkCheck check = await _checker.CheckAsync(link, locations, hosts, cancellationToken);
            return Evidence.Read(check.Evidence);
        }
        catch (HostBusyException e)
        {
            FailureFacts busy = new() { Stage = FailureStage.Policy, Kind = FailureKind.HostOutage, Detail = e.Message };
            return new LinkFacts { Locations = [new LocationFacts { Location = locations[0], Hops = [], Failure = busy }] };
        }
    }

    public void Dispose() => _checker.Dispose();
}
