using System.Collections.Concurrent;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Hosts;

/// <summary>
/// What one visit has seen of each host, by <see cref="HostName"/>. Nothing else counts: each visit makes its own, and opens the
/// memories of the hosts that it asks, once each. Safe for concurrent checks.
/// </summary>
public sealed class HostOutcomes(HostOptions options, IHostMemories memories, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Outcome> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<Task<HostMemory>>> _memories = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether the host has told something of any link: 5xx, walls and transport failures are no such answer. Ask once the visit
    /// has checked what it will, because an answer may come after the check that it matters to.
    /// </summary>
    public bool Answered(string host) => _hosts.TryGetValue(host, out Outcome? outcome) && outcome.Informative;

    /// <summary>Whether the host of any of the locations has <see cref="Answered"/>.</summary>
    public bool AnsweredForAny(IEnumerable<string> locations) =>
        locations.Any(location => HostName.TryOf(location) is { } host && Answered(host));

    /// <summary>The memories that were opened so far.</summary>
    public IEnumerable<HostMemory> Memories => _memories.Values
        .Where(opened => opened.IsValueCreated && opened.Value.IsCompletedSuccessfully)
        .Select(opened => opened.Value.Result);

    /// <summary>Whether the circuit of any host of these locations is open, or an operator paused or ignores the host: what a check saw then
    /// is no evidence against the link.</summary>
    public bool IsFrozen(IEnumerable<string> locations)
    {
        DateTimeOffset now = time.GetUtcNow();
        return locations.Any(location => MemoryOf(location) is { } memory
            && (memory.Health.Snapshot().OpenSince is not null || memory.Override?.IsActive(now) == true));
    }

    /// <summary>The last of the deaths of the hosts of these locations; null where any of them is not dead, or was not asked about.</summary>
    public HostDeath? DeathOf(IReadOnlyList<string> locations)
    {
        HostDeath? last = null;
        foreach (string location in locations)
        {
            if (HealthOf(location) is not { DeadSince: { } at })
            {
                return null;
            }

            last = last is null || at > last.At ? new HostDeath(HostName.Of(new Uri(location)), at) : last;
        }

        return last;
    }

    /// <summary>Ends the use of all memories that were opened.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (HostMemory memory in Memories)
        {
            await memories.CloseAsync(memory);
        }
    }

    /// <summary>Whether another host has answered this instance lately enough for a failure of this one to be its own.</summary>
    internal bool OthersAnsweredLately(string host, DateTimeOffset at) =>
        memories.Network.OthersThan(host) is { } last && at - last <= options.NetworkProof;

    /// <summary>Null where it was not opened in this visit.</summary>
    internal HostMemory? Opened(string host) =>
        _memories.TryGetValue(host, out Lazy<Task<HostMemory>>? opened) && opened is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? opened.Value.Result
            : null;

    /// <summary>A host that is busy once is busy for the whole visit: asking again for each link would cost more than it brings.</summary>
    /// <exception cref="HostBusyException">Another instance asks the host at the moment.</exception>
    internal Task<HostMemory> OpenAsync(string host, CancellationToken cancellationToken) =>
        // First without the closure that opening needs: each check asks three times, and only the first of a visit opens.
        (_memories.TryGetValue(host, out Lazy<Task<HostMemory>>? opened) ? opened : Open(host, cancellationToken)).Value;

    /// <summary>The failure for which the host is not asked again in this visit; null while it may be asked.</summary>
    internal FailureFacts? Outage(string host)
    {
        if (!_hosts.TryGetValue(host, out Outcome? outcome) || outcome.GivenUp is not { } failure)
        {
            return null;
        }

        return new FailureFacts
        {
            Stage = FailureStage.Policy,
            Kind = FailureKind.HostOutage,
            Cause = failure.Kind,
            Detail = $"Not asked: {host} had failed in this visit ({failure.Detail})",
        };
    }

    /// <param name="status">Null where the answer could not be read.</param>
    internal void RecordAnswer(string host, int? status)
    {
        DateTimeOffset at = time.GetUtcNow();
        memories.Network.Answered(host, at);
        Opened(host)?.Health.Change(known => HostHealthRules.Answered(known, at));
        Outcome outcome = _hosts.GetOrAdd(host, _ => new Outcome());
        lock (outcome)
        {
            outcome.Failures = 0;
            outcome.GivenUp = null;
            outcome.Informative |= status is < 500 and var read && !StatusRules.IsBlocked(read);
        }
    }

    internal void RecordFailure(string host, FailureFacts failure)
    {
        if (failure.Stage is not (FailureStage.Dns or FailureStage.Connect or FailureStage.Tls or FailureStage.Headers))
        {
            return;
        }

        Outcome outcome = _hosts.GetOrAdd(host, _ => new Outcome());
        lock (outcome)
        {
            outcome.Failures++;
            if (failure.Stage == FailureStage.Dns || outcome.Failures >= options.PerHost.FailuresToGiveUp)
            {
                outcome.GivenUp = failure;
            }
        }
    }

    private Lazy<Task<HostMemory>> Open(string host, CancellationToken cancellationToken) => _memories
        .GetOrAdd(host, name => new Lazy<Task<HostMemory>>(() => memories.OpenAsync(name, cancellationToken).AsTask()));

    private HostHealthRecord? HealthOf(string location) => MemoryOf(location)?.Health.Snapshot();

    private HostMemory? MemoryOf(string location) => HostName.TryOf(location) is { } host ? Opened(host) : null;

    private sealed class Outcome
    {
        public int Failures { get; set; }

        public FailureFacts? GivenUp { get; set; }

        public bool Informative { get; set; }
    }
}
