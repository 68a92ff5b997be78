using System.Collections.Concurrent;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Hosts;

/// <summary>
/// Holds what one visit has seen of each host, by <see cref="HostName"/>. Each visit creates its own, and opens the
/// memory of each host that it uses once. Safe for concurrent checks.
/// </summary>
public sealed class HostOutcomes(HostOptions options, IHostMemories memories, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Outcome> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<Task<HostMemory>>> _memories = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns whether the host gave a conclusive answer for any link: 5xx, bot walls and transport failures do not count. Call it at the end
    /// of the visit, because the answer may come after the check that needs it.
    /// </summary>
    public bool Answered(string host) => _hosts.TryGetValue(host, out Outcome? outcome) && outcome.Informative;

    /// <summary>Returns whether the host of any of the locations has <see cref="Answered"/>.</summary>
    public bool AnsweredForAny(IEnumerable<string> locations) =>
        locations.Any(location => HostName.TryOf(location) is { } host && Answered(host));

    /// <summary>The memories opened so far.</summary>
    public IEnumerable<HostMemory> Memories => _memories.Values
        .Where(opened => opened.IsValueCreated && opened.Value.IsCompletedSuccessfully)
        .Select(opened => opened.Value.Result);

    /// <summary>Returns whether any host of these locations has an open circuit, or an operator's Pause or Ignore: a check is then
    /// no evidence against the link.</summary>
    public bool IsFrozen(IEnumerable<string> locations)
    {
        DateTimeOffset now = time.GetUtcNow();
        return locations.Any(location => MemoryOf(location) is { } memory
            && (memory.Health.Snapshot().OpenSince is not null || memory.Override?.IsActive(now) == true));
    }

    /// <summary>Returns the last death among the hosts of these locations. Returns null if any of them is not dead, or was not opened.</summary>
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

    /// <summary>Closes all opened memories.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (HostMemory memory in Memories)
        {
            await memories.CloseAsync(memory);
        }
    }

    /// <summary>Returns whether another host has answered this instance recently enough for a failure of this one to be its own.</summary>
    internal bool OthersAnsweredLately(string host, DateTimeOffset at) =>
        memories.Network.OthersThan(host) is { } last && at - last <= options.NetworkProof;

    /// <summary>Returns the memory, or null if it was not opened in this visit.</summary>
    internal HostMemory? Opened(string host) =>
        _memories.TryGetValue(host, out Lazy<Task<HostMemory>>? opened) && opened is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? opened.Value.Result
            : null;

    /// <summary>Opens the memory of a host. A busy host stays busy for the whole visit: retrying for each link would cost more than it
    /// gains.</summary>
    /// <exception cref="HostBusyException">Another instance holds the lease of the host.</exception>
    internal Task<HostMemory> OpenAsync(string host, CancellationToken cancellationToken) =>
        // This is checked first to avoid the closure for opening: each check comes here three times, and only the first call of a visit opens.
        (_memories.TryGetValue(host, out Lazy<Task<HostMemory>>? opened) ? opened : Open(host, cancellationToken)).Value;

    /// <summary>Returns the failure because of which the host gets no more requests in this visit. Returns null if it may be requested.</summary>
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

    /// <param name="status">Null if the answer could not be parsed.</param>
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
