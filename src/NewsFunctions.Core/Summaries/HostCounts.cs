using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Summaries;

/// <summary>The links of one host. A link counts for every host on which one of its locations lies.</summary>
public sealed record HostCounts
{
    /// <summary>The name of the host, as <see cref="HostName"/> spells it.</summary>
    public required string Host { get; init; }

    public required long Total { get; init; }

    public required long Alive { get; init; }

    public required long Suspect { get; init; }

    public required long Dead { get; init; }

    public required long Blocked { get; init; }

    public required long Unknown { get; init; }

    /// <summary>Links of which a person said that nobody needs them.</summary>
    public long Ignored { get; init; }

    /// <summary>Whether links are kept from the host because most of them failed at once.</summary>
    public bool CircuitOpen { get; init; }

    /// <summary>Why; null while the circuit is closed.</summary>
    public HostTrouble? Trouble { get; init; }

    /// <summary>Null while it is up.</summary>
    public DateTimeOffset? DownSince { get; init; }

    /// <summary>When it was declared dead; null while it is not.</summary>
    public DateTimeOffset? DeadSince { get; init; }

    /// <summary>The last 90 days, ascending: an entry for the first and for each day whose counts differ from those before. A host has none
    /// from when no summary listed it.</summary>
    public IReadOnlyList<HostDay> History { get; init => field = value ?? []; } = [];

    /// <summary>Adds the health of the host.</summary>
    public HostCounts With(HostHealthRecord health) => this with
    {
        CircuitOpen = health.OpenSince is not null,
        Trouble = health.OpenSince is null ? null : health.Trouble,
        DownSince = health.DownSince,
        DeadSince = health.DeadSince,
    };
}
