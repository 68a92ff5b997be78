using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Links.Checks;

/// <summary>Checks one location of a link, by HEAD if that suffices and else by GET. Adds what is known about its host.</summary>
internal sealed class LocationChecks(LocationFetcher probe, IOptions<HostOptions> options, TimeProvider time)
{
    private readonly HeadChecks _head = new(probe, options, time);
    private readonly NotFoundBaseline _host = new(probe, options, time);

    public async Task<LocationFacts> CheckAsync(Link link, VettedUrl location, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        HopFacts? head = await _head.AskAsync(link, location, hosts, cancellationToken);
        if (head?.Response is { Status: 200 } said && link.Fingerprint?.IsConfirmedBy(said) == true)
        {
            return await _host.CompareAsync(link, new LocationFacts { Location = location.Text, Hops = [head] }, hosts, cancellationToken);
        }

        LocationFacts facts = await probe.ProbeAsync(location, link.Kind, link.Fingerprint, hosts, cancellationToken, plainly: EndedInError(link));
        facts = await _host.CompareAsync(link, facts, hosts, cancellationToken);
        await _head.LearnAsync(link, facts, head, hosts, cancellationToken);
        return head is null ? facts : facts with { Head = head };
    }

    /// <summary>Returns whether the last check ended, or may have ended, in an error status. It then already ruled out our Range as the cause,
    /// so one request is enough now.</summary>
    private static bool EndedInError(Link link) => link.Verdict is Verdict.Gone or Verdict.Blocked or Verdict.ServerError or Verdict.Empty;
}
