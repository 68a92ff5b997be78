using NewsFunctions.Core.Hosts;
using NewsFunctions.Storage.Hosts;

namespace NewsFunctions.Archive.Api;

/// <summary>How a host is doing that links are on.</summary>
public sealed record HostResponse
{
    /// <summary>The host in lower case and its ASCII form, with the port where it is not the scheme's own.</summary>
    public required string Host { get; init; }

    /// <summary>When the lease of the instance that asks the host ends, by the clock of the storage; null while no instance has it.</summary>
    public required DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The time between the starts of two requests; null where it is the configured one.</summary>
    public required double? IntervalMilliseconds { get; init; }

    /// <summary>When the time ends for which the host asked to be left alone; null where it did not ask.</summary>
    public required DateTimeOffset? SilentUntil { get; init; }

    /// <summary>When the host last answered anything; null before its first answer.</summary>
    public required DateTimeOffset? LastAnswer { get; init; }

    /// <summary>Null while it is up.</summary>
    public required DateTimeOffset? DownSince { get; init; }

    /// <summary>Whether links are kept from the host, but for one that asks now and then.</summary>
    public required bool CircuitOpen { get; init; }

    /// <summary>Why; null while the circuit is closed.</summary>
    public required HostTrouble? Trouble { get; init; }

    /// <summary>When it was declared dead; null while it is not.</summary>
    public required DateTimeOffset? DeadSince { get; init; }

    /// <summary>What an operator has ordered; null for nothing.</summary>
    public required HostOverrideResponse? Override { get; init; }

    /// <summary>The links on it, as the last summary counted them; null where the summary does not list the host.</summary>
    public HostLinksResponse? Links { get; init; }

    public static HostResponse From(StoredHost host)
    {
        HostHealthRecord health = host.Record.Health;
        return new HostResponse
        {
            Host = host.Host,
            LeaseUntil = host.LeaseUntil,
            IntervalMilliseconds = host.Record.Pace.Interval?.TotalMilliseconds,
            SilentUntil = host.Record.Pace.SilentUntil,
            LastAnswer = health.LastAnswer,
            DownSince = health.DownSince,
            CircuitOpen = health.OpenSince is not null,
            Trouble = health.OpenSince is null ? null : health.Trouble,
            DeadSince = health.DeadSince,
            Override = host.Override is { } set ? HostOverrideResponse.From(set) : null,
        };
    }
}

/// <param name="AsOf">When they were counted.</param>
public sealed record HostLinksResponse(DateTimeOffset AsOf, long Total, long Suspect, long Dead);
