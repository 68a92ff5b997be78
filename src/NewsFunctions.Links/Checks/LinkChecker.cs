using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>Checks one link: requests its locations in order until one is alive, and judges the result. Safe for concurrent use.</summary>
public sealed partial class LinkChecker : IDisposable
{
    private readonly AddressGuard _guard;
    private readonly HostOptions _hostOptions;
    private readonly HopRequest _request;
    private readonly LocationChecks _locations;
    private readonly TimeProvider _time;
    private readonly ILogger<LinkChecker> _logger;

    public LinkChecker(
        AddressGuard guard, HostPacer pacer, IOptions<FetchOptions> options, IOptions<HostOptions> hostOptions, TimeProvider time, ILogger<LinkChecker> logger)
        : this(guard, pacer, options, hostOptions, time, logger, HostNetwork.OfThisMachine)
    {
    }

    internal LinkChecker(
        AddressGuard guard,
        HostPacer pacer,
        IOptions<FetchOptions> options,
        IOptions<HostOptions> hostOptions,
        TimeProvider time,
        ILogger<LinkChecker> logger,
        HostNetwork network)
    {
        _guard = guard;
        _hostOptions = hostOptions.Value;
        _request = new HopRequest(new GuardedConnector(guard, options, hostOptions, time, network), options, time);
        HostRequests requests = new(_request, pacer, hostOptions, time);
        RangedGets gets = new(requests, hostOptions, time);
        WholeFileRequest wholeFile = new(_request, pacer, options, hostOptions, time);
        _locations = new LocationChecks(new LocationFetcher(requests, gets, wholeFile, guard, options), hostOptions, time);
        _time = time;
        _logger = logger;
    }

    /// <param name="locations">Absolute URLs in order of preference.</param>
    /// <param name="hosts">The hosts seen in this visit so far; newly used ones are added.</param>
    /// <exception cref="HostBusyException">Another instance holds the lease of a host. Nothing was learned, and the link stays due.</exception>
    /// <exception cref="OperationCanceledException">The visit ended. Nothing was learned, and the link stays due.</exception>
    public async Task<LinkCheck> CheckAsync(
        Link link, IReadOnlyList<string> locations, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        DateTimeOffset at = _time.GetUtcNow();
        long started = _time.GetTimestamp();
        List<LocationFacts> seen = [];
        LinkFacts facts = new() { Locations = seen, Before = link.Fingerprint, Expected = link.GetExpectedFacts() };
        Judgement? judgement = null;
        using LinkPass pass = new(link, hosts, _hostOptions, _time);
        foreach (string written in locations)
        {
            VettedUrl location = VettedUrl.Of(written, basis: null, _guard);
            seen.Add(await pass.ClosedAsync(location, cancellationToken)
                ?? await _locations.CheckAsync(link, location, hosts, cancellationToken));
            judgement = VerdictRules.Judge(link.Kind, facts);
            if (judgement.Verdict.IsAlive())
            {
                break;
            }
        }

        judgement ??= VerdictRules.Judge(link.Kind, facts);
        pass.Judged(judgement, seen);
        Log.Checked(_logger, link.Site, link.Id, judgement.Verdict);
        return new LinkCheck
        {
            Link = link.Id,
            CheckedAt = FirstRequest(seen) ?? at,
            Verdict = judgement.Verdict,
            Reason = judgement.Reason,
            Location = judgement.Location,
            Fingerprint = seen.Find(one => one.Location == judgement.Location) is { } judged ? Fingerprint.Of(judged) : null,
            Duration = _time.GetElapsedTime(started),
            RulesVersion = VerdictRules.Version,
            Evidence = Evidence.Of(facts, judgement.Location),
        };
    }

    public void Dispose() => _request.Dispose();

    // A check may wait long for its turn. A recheck requested in the meantime is satisfied by the requests that follow.
    private static DateTimeOffset? FirstRequest(IEnumerable<LocationFacts> seen) =>
        seen.SelectMany(one => one.Head is { } head ? one.Hops.Prepend(head) : one.Hops).Min(hop => hop.SentAt);

    private static partial class Log
    {
        [LoggerMessage(1100, LogLevel.Debug, "Checked {Site} {Link}: {Verdict}")]
        public static partial void Checked(ILogger logger, string site, LinkId link, Verdict verdict);
    }
}
