using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Summaries;

/// <summary>Counts the links of one host. A link counts for every host with one of its locations.</summary>
public sealed record HostCounts
{
    /// <summary>The name of the host, spelled as in <see cref="HostName"/>.</summary>
    public required string Host { get; init; }

    public required long Total { get; init; }

    public required long Alive { get; init; }

    public required long Suspect { get; init; }

    public required long Dead { get; init; }

    public required long Blocked { get; init; }

    public required long Unknown { get; init; }

    /// <summary>The number of links that a person marked as not needed.</summary>
    public long Ignored { get; init; }

    /// <summary>Says whether the circuit is open because most of the host's links failed at once.</summary>
    public bool CircuitOpen { get; init; }

    /// <summary>The reason. It is null while the circuit is closed.</summary>
    public HostTrouble? Trouble { get; init; }

    /// <summary>The time since which the host is down. It is null while it is up.</summary>
    public DateTimeOffset? DownSince { get; init; }

    /// <summary>The time when the host was declared dead. It is null if it was not.</summary>
    public DateTimeOffset? DeadSince { get; init; }

    /// <summary>The last 90 days, ascending: an entry for the first day and for each day with changed counts. A host has no entries
    /// while no summary lists it.</summary>
    public IReadOnlyList<HostDay> History { get; init => field = value ?? []; } = [];

    /// <summary>Returns the counts with the health of the host.</summary>
    public HostCounts With(HostHealthRecord health) => this with
    {
        CircuitOpen = health.OpenSince is not null,
        Trouble = health.OpenSince is null ? null : health.Trouble,
        DownSince = health.DownSince,
        DeadSince = health.DeadSince,
    };
}
