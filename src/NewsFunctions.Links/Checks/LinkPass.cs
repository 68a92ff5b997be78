using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>One check's pass through the circuit breakers of its hosts. Dispose it to release an unfinished half-open trial.</summary>
internal sealed class LinkPass(Link link, HostOutcomes hosts, HostOptions options, TimeProvider time) : IDisposable
{
    private readonly List<HostMemory> _probing = [];

    // Where it was last alive: what becomes of it there tells how that host is.
    private readonly string? _home =
        link.Location is { } location && (link.State == LinkState.Alive || link.HostDead is not null) ? HostName.TryOf(location) : null;

    /// <returns>Null where the location may be asked; else that it was not asked, because the circuit of its host is open.</returns>
    /// <exception cref="HostBusyException">Another instance asks the host at the moment.</exception>
    public async Task<LocationFacts?> ClosedAsync(VettedUrl location, CancellationToken cancellationToken)
    {
        // A host that we may not ask has no circuit, and needs no row. Nor has a URL that is refused at a host that we may ask: it says
        // nothing of the host, and must not be its probe.
        if (location.Url is not { } url)
        {
            return null;
        }

        string host = HostName.Of(url);
        HostMemory memory = await hosts.OpenAsync(host, cancellationToken);
        if (_probing.Contains(memory))
        {
            return null;
        }

        // Who probes one host waits for no other: two links could wait for each other for ever.
        switch (await memory.Health.EnterAsync(host == _home, mayWait: _probing.Count == 0, options.PerHost, time, cancellationToken))
        {
            case CircuitState.Closed:
                return null;
            case CircuitState.HalfOpen:
                _probing.Add(memory);
                return null;
            default:
                HostHealthRecord known = memory.Health.Snapshot();
                return new LocationFacts
                {
                    Location = location.Text,
                    Hops = [],
                    Failure = new FailureFacts
                    {
                        Stage = FailureStage.Policy,
                        Kind = FailureKind.HostOutage,
                        Detail = FormattableString.Invariant($"Not asked: {host} has been down since {known.DownSince:u}, and one link at a time asks whether it is back."),
                    },
                };
        }
    }

    /// <summary>Tells the hosts what became of the link.</summary>
    public void Judged(Judgement judgement, IReadOnlyList<LocationFacts> seen)
    {
        DateTimeOffset at = time.GetUtcNow();
        foreach (HostMemory memory in _probing)
        {
            LinkOutcome outcome = OutcomeOn(memory.Host, judgement, seen);
            bool proven = outcome == LinkOutcome.Change || hosts.OthersAnsweredLately(memory.Host, at);
            Change(memory, known => HostHealthRules.Probed(known, outcome, proven, at, memory.Host, link.Site, options));
        }

        foreach (string host in seen.Where(IsSilent).Select(one => HostName.TryOf(one.Location)).OfType<string>().Distinct())
        {
            if (hosts.Opened(host) is { } silent && !_probing.Contains(silent) && hosts.OthersAnsweredLately(host, at))
            {
                Change(silent, known => HostHealthRules.Silent(known, at, host, link.Site, options));
            }
        }

        if (link.State == LinkState.Alive && _home is { } home && hosts.Opened(home) is { } alive && !_probing.Contains(alive))
        {
            LinkOutcome outcome = OutcomeOn(home, judgement, seen);
            Change(alive, known => HostHealthRules.Judged(known, outcome, at, link.Site, options.PerHost));
        }
    }

    public void Dispose() => _probing.ForEach(memory => memory.Health.EndProbe());

    private static bool IsSilent(LocationFacts facts) =>
        facts.Failure is { Stage: FailureStage.Dns or FailureStage.Connect or FailureStage.Tls or FailureStage.Headers, Kind: not FailureKind.UnreadableAnswer }
        && facts.Hops.All(hop => hop.Response is null);

    private static void Change(HostMemory memory, Func<HostHealthRecord, HostHealthRecord> rule)
    {
        if (memory.Health.Change(rule))
        {
            memory.Urgent?.Invoke();
        }
    }

    private LinkOutcome OutcomeOn(string host, Judgement judgement, IReadOnlyList<LocationFacts> seen)
    {
        LocationFacts[] here = [.. seen.Where(one => HostName.TryOf(one.Location) == host)];

        // Not asked by our own policy: the host wants to be left alone, or its circuit is open.
        if (here.Length == 0 || here.All(one => one.Failure is { Kind: FailureKind.HostOutage, Cause: null }))
        {
            return LinkOutcome.None;
        }

        VerdictEffect effect = VerdictEffects.Of(judgement.Verdict);
        if (effect == VerdictEffect.Alive && judgement.Location is { } location && HostName.TryOf(location) != host)
        {
            // Found elsewhere; here it was not.
            return here[0].Failure is not { } failure ? LinkOutcome.Change
                : failure.Kind == FailureKind.UnreadableAnswer ? LinkOutcome.None
                : LinkOutcome.Outage;
        }

        return effect switch
        {
            VerdictEffect.Alive when LedAstray(host, judgement, here) => LinkOutcome.Change,
            VerdictEffect.Alive => LinkOutcome.Alive,
            VerdictEffect.Strike => LinkOutcome.Change,
            VerdictEffect.NoEvidence => LinkOutcome.Outage,
            _ => LinkOutcome.None,
        };
    }

    /// <summary>Whether it ended on a foreign host where it did not before, and not under its own path, as a site would that has moved.</summary>
    private bool LedAstray(string host, Judgement judgement, LocationFacts[] here) =>
        Array.Find(here, one => one.Location == judgement.Location) is { Hops: [.., var last] }
        && HostName.TryOf(last.Url) is { } end && end != host
        && (link.Fingerprint is not { } before || HostName.TryOf(before.Url) != end)
        && new Uri(last.Url).AbsolutePath != new Uri(judgement.Location!).AbsolutePath;
}
