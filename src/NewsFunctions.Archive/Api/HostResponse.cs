using NewsFunctions.Core.Hosts;
using NewsFunctions.Storage.Hosts;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes the health of a host that links are on.</summary>
public sealed record HostResponse
{
    /// <summary>The host in lower case and ASCII form, with the port unless it is the scheme's default.</summary>
    public required string Host { get; init; }

    /// <summary>The end of the lease of the instance that sends requests to the host, by the storage's clock; null if no instance holds it.</summary>
    public required DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The time between the starts of two requests; null if it is the configured one.</summary>
    public required double? IntervalMilliseconds { get; init; }

    /// <summary>The end of the time for which the host asked for no requests; null if it did not ask.</summary>
    public required DateTimeOffset? SilentUntil { get; init; }

    /// <summary>The time of the host's last answer of any kind; null before the first.</summary>
    public required DateTimeOffset? LastAnswer { get; init; }

    /// <summary>The time since which the host is down; null while it is up.</summary>
    public required DateTimeOffset? DownSince { get; init; }

    /// <summary>True while the circuit is open: links are not requested, except for a half-open trial now and then.</summary>
    public required bool CircuitOpen { get; init; }

    /// <summary>The reason for the open circuit; null while it is closed.</summary>
    public required HostTrouble? Trouble { get; init; }

    /// <summary>The time when the host was declared dead; null if it is not dead.</summary>
    public required DateTimeOffset? DeadSince { get; init; }

    /// <summary>The operator's override; null if there is none.</summary>
    public required HostOverrideResponse? Override { get; init; }

    /// <summary>The host's links in the last summary; null if the summary does not list the host.</summary>
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

/// <param name="AsOf">The time when they were counted.</param>
public sealed record HostLinksResponse(DateTimeOffset AsOf, long Total, long Suspect, long Dead);
