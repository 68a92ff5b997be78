using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>Tracks one check's pass through its hosts' circuit breakers. Dispose it to release an unfinished half-open trial.</summary>
internal sealed class LinkPass(Link link, HostOutcomes hosts, HostOptions options, TimeProvider time) : IDisposable
{
    private readonly List<HostMemory> _probing = [];

    // The host where the link was last alive. The check's result there says how that host is doing.
    private readonly string? _home =
        link.Location is { } location && (link.State == LinkState.Alive || link.HostDead is not null) ? HostName.TryOf(location) : null;

    /// <returns>Null if the location may be requested; otherwise facts without a request, because the circuit of its host is open.</returns>
    /// <exception cref="HostBusyException">Another instance holds the lease of the host.</exception>
    public async Task<LocationFacts?> ClosedAsync(VettedUrl location, CancellationToken cancellationToken)
    {
        // A host that the guard refuses has no circuit and needs no row. A refused URL at an allowed host says nothing about the host,
        // so it must not be its half-open trial.
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

        // A check that holds a half-open trial never waits for another one: two checks could wait for each other forever.
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

    /// <summary>Reports the result of the check to the hosts.</summary>
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

        // Our own policy prevented the request: the host asked for a pause, or its circuit is open.
        if (here.Length == 0 || here.All(one => one.Failure is { Kind: FailureKind.HostOutage, Cause: null }))
        {
            return LinkOutcome.None;
        }

        VerdictEffect effect = VerdictEffects.Of(judgement.Verdict);
        if (effect == VerdictEffect.Alive && judgement.Location is { } location && HostName.TryOf(location) != host)
        {
            // The link was found elsewhere, but not here.
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

    /// <summary>Returns whether the link newly redirects to a foreign host and not to its own path, as it would if the site had moved.</summary>
    private bool LedAstray(string host, Judgement judgement, LocationFacts[] here) =>
        Array.Find(here, one => one.Location == judgement.Location) is { Hops: [.., var last] }
        && HostName.TryOf(last.Url) is { } end && end != host
        && (link.Fingerprint is not { } before || HostName.TryOf(before.Url) != end)
        && new Uri(last.Url).AbsolutePath != new Uri(judgement.Location!).AbsolutePath;
}
