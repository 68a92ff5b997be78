using Microsoft.Extensions.Options;

namespace NewsFunctions.Links;

/// <summary>Asks for one location: follows its redirects, each hop guarded, paced and recorded.</summary>
internal sealed class LocationProbe(HopRequest request, AddressGuard guard, HostPacer pacer, IOptions<LinkCheckOptions> options)
{
    public async Task<LocationFacts> ProbeAsync(string location, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        List<HopFacts> hops = [];
        LocationFacts Ended(FailureFacts? failure) => new() { Location = location, Hops = hops, Failure = failure };
        if (!Uri.TryCreate(location, UriKind.Absolute, out Uri? url))
        {
            return Ended(Failed(FailureStage.Policy, FailureKind.BadUrl, "The location is not an absolute URL."));
        }

        while (true)
        {
            if (guard.Check(url) is { } refused)
            {
                return Ended(hops.Count == 0 ? refused : refused with { Stage = FailureStage.Redirect });
            }

            HopResult result = await AskAsync(url, hosts, cancellationToken);
            if (result.Hop.Response is null && result.Failure is { Stage: FailureStage.Policy, Kind: FailureKind.HostOutage } outage)
            {
                return Ended(outage);
            }

            hops.Add(result.Hop);
            if (result.Hop.Response is not { } response || !StatusRules.IsRedirect(response.Status))
            {
                return Ended(result.Failure);
            }

            if (hops.Count > options.Value.MaxRedirects)
            {
                return Ended(Failed(
                    FailureStage.Redirect, FailureKind.TooManyRedirects, $"More than {options.Value.MaxRedirects} redirects."));
            }

            // An empty reference would resolve to the page itself.
            if (response.Header("location") is not { Length: > 0 } target || !Uri.TryCreate(url, target, out Uri? next))
            {
                return Ended(Failed(
                    FailureStage.Redirect, FailureKind.BadRedirect, $"A redirect ({response.Status}) from {url.AbsoluteUri} to nowhere."));
            }

            url = next;
        }
    }

    private async Task<HopResult> AskAsync(Uri url, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        HopFacts unsent = new() { Method = HttpMethod.Get.Method, Url = url.AbsoluteUri };
        if (hosts.Outage(url.Authority) is { } known)
        {
            return new HopResult(unsent, known);
        }

        using HostTurn turn = await pacer.WaitAsync(url.IdnHost, cancellationToken);
        if (turn.StayAwayUntil is { } until)
        {
            return new HopResult(unsent, Failed(
                FailureStage.Policy, FailureKind.HostOutage, $"Not asked: {url.Authority} asked to be left alone until {until:u}."));
        }

        // Again after the wait for a turn, in which others may have found the host down.
        if (hosts.Outage(url.Authority) is { } outage)
        {
            return new HopResult(unsent, outage);
        }

        HopResult result = await request.SendAsync(url, turn, cancellationToken);
        if (result.Hop.Response is { } response)
        {
            hosts.RecordAnswer(url.Authority, response.Status);
        }
        else if (result.Failure is { } failure)
        {
            hosts.RecordFailure(url.Authority, failure);
        }

        return result;
    }

    private static FailureFacts Failed(FailureStage stage, FailureKind kind, string detail) =>
        new() { Stage = stage, Kind = kind, Detail = detail };
}
