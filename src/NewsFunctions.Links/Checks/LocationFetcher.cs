using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Media;
using NewsFunctions.Links.Pages;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>Fetches one location: follows its redirects, and guards, paces and records each hop.</summary>
internal sealed class LocationFetcher(
    HostRequests requests, RangedGets gets, WholeFileRequest wholeFile, AddressGuard guard, IOptions<FetchOptions> options)
{
    /// <param name="kind">The kind of the link. Only pages of page links are parsed.</param>
    /// <param name="before">The fingerprint of the link when it was last found alive. Its URL gets a conditional request.</param>
    /// <param name="plainly">Whether to omit Range and conditions from the start.</param>
    /// <param name="isProbe">Whether the fetch is for the not-found baseline: the end of a file is not requested, and pages with status 404
    /// are read as well.</param>
    public async Task<LocationFacts> ProbeAsync(
        VettedUrl location,
        LinkKind kind,
        Fingerprint? before,
        HostOutcomes hosts,
        CancellationToken cancellationToken,
        bool plainly = false,
        bool isProbe = false)
    {
        List<HopFacts> hops = [];
        LocationFacts Ended(FailureFacts? failure) => new() { Location = location.Text, Hops = hops, Failure = failure };
        if (location.Url is not { } url)
        {
            return Ended(location.Refused);
        }

        while (true)
        {
            HopQuestion question = HopQuestion.Get(url, new RangeHeaderValue(0, options.Value.BodyBytes - 1), before);
            using HopResult result = await gets.AskAsync(question, plainly, isFinal: isProbe, hosts, cancellationToken);
            if (result.Hop is { Response: null, RangedStatus: null } && result.Failure is { Stage: FailureStage.Policy, Kind: FailureKind.HostOutage } outage)
            {
                return Ended(outage);
            }

            hops.Add(result.Hop);
            if (result.Hop.Response is not { } response)
            {
                return Ended(result.Failure);
            }

            string? refresh = null;
            if (!StatusRules.IsRedirect(response.Status))
            {
                if (result.Failure is null)
                {
                    ResponseFacts read = kind == LinkKind.Page ? WithPage(url, response, result.Body, isProbe) : response;
                    refresh = RefreshTarget.Of(kind, location.Text, url, read, result.Body.Span);
                    hops[^1] = result.Hop with
                    {
                        Response = isProbe || refresh is not null ? read : await WithEndAsync(url, read, result.Body, hosts, cancellationToken),
                    };
                }

                if (refresh is null)
                {
                    return Ended(result.Failure);
                }
            }

            if (hops.Count > options.Value.MaxRedirects)
            {
                return Ended(Failed(
                    FailureStage.Redirect, FailureKind.TooManyRedirects, $"More than {options.Value.MaxRedirects} redirects."));
            }

            if (response.LocationsDiffer)
            {
                return Ended(Failed(
                    FailureStage.Redirect, FailureKind.BadRedirect, $"A redirect ({response.Status}) from {url.AbsoluteUri} to several targets: {response.Header("location")}."));
            }

            // An empty reference would resolve to the page itself.
            if ((refresh ?? response.Header("location")) is not { Length: > 0 } target)
            {
                return Ended(Failed(
                    FailureStage.Redirect, FailureKind.BadRedirect, $"A redirect ({response.Status}) from {url.AbsoluteUri} to nowhere."));
            }

            VettedUrl next = VettedUrl.Of(target, url, guard);
            if (next.Refused is { } refused)
            {
                return Ended(refused with { Stage = FailureStage.Redirect });
            }

            url = next.Url!;
        }
    }

    /// <summary>Returns the location as a URL checked by the guard.</summary>
    public VettedUrl Vet(string location) => VettedUrl.Of(location, basis: null, guard);

    /// <summary>Sends a HEAD request for a URL of a <see cref="VettedUrl"/> or next to one. It follows no redirects.</summary>
    public async Task<HopFacts> HeadAsync(Uri url, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        using HopResult result = await requests.AskAsync(HopQuestion.Head(url), hosts, cancellationToken);
        return result.Hop;
    }

    private static ResponseFacts WithPage(Uri url, ResponseFacts response, ReadOnlyMemory<byte> body, bool isProbe) =>
        (response.Status is >= 200 and < 300 || isProbe) && (response.SniffedType ?? response.DeclaredType) is "text/html" or "application/xhtml+xml"
            ? response with { Page = PageInspector.Inspect(body.Span, response.Header("content-type"), url) }
            : response;

    /// <summary>Also reads the end of a file if that shows whether the file is complete. If the server does not send it, the completeness
    /// stays unknown, which is no evidence against the link.</summary>
    private async Task<ResponseFacts> WithEndAsync(
        Uri url, ResponseFacts response, ReadOnlyMemory<byte> head, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        // Only a server that has just sent a part of a file is asked for another part.
        if (response is not { Status: 206, IsOtherRange: false, TotalSize: { } size } || size <= head.Length || !MediaInspector.NeedsEnd(response.SniffedType))
        {
            return response;
        }

        long from = Math.Max(0, size - options.Value.BodyBytes);
        using HopResult result = await requests.AskAsync(HopQuestion.Get(url, new RangeHeaderValue(from, size - 1), before: null), hosts, cancellationToken);
        bool isEnd = result is { Failure: null, Hop.Response: { Status: 206, TotalSize: { } total } answer }
            && total == size && answer.RangeStart == from && result.Body.Length == size - from;
        ReadOnlyMemory<byte> tail = isEnd ? result.Body : default;
        ResponseFacts seen = response with
        {
            Media = MediaInspector.Inspect(response.SniffedType, new FileView(head.Span, tail.Span, size)),
            Tail = new TailFacts
            {
                Status = result.Hop.Response?.Status,
                Bytes = tail.Length,
                Sha256 = isEnd ? result.Hop.Response?.BodySha256 : null,
            },
        };
        return await wholeFile.WalkAsync(url, seen, hosts, cancellationToken);
    }

    private static FailureFacts Failed(FailureStage stage, FailureKind kind, string detail) =>
        new() { Stage = stage, Kind = kind, Detail = detail };
}
