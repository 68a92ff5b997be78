using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Hosts;

/// <summary>Holds the stored health of a host.</summary>
public sealed record HostHealthRecord
{
    /// <summary>The time of the last HTTP answer, whatever its status.</summary>
    public DateTimeOffset? LastAnswer { get; init; }

    /// <summary>The time since which the host has not answered any request while other hosts did. It is null while the host answers.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>The number of days with nothing but failures since the host went down.</summary>
    public int DownDays { get; init; }

    /// <summary>The last of these days, at midnight UTC.</summary>
    public DateTimeOffset? LastDownDay { get; init; }

    /// <summary>The time since which the circuit is open. It is null while the circuit is closed.</summary>
    public DateTimeOffset? OpenSince { get; init; }

    /// <summary>The reason for the open circuit. It has no meaning while the circuit is closed.</summary>
    public HostTrouble Trouble { get; init; }

    /// <summary>The time of the last half-open trial.</summary>
    public DateTimeOffset? LastProbe { get; init; }

    /// <summary>The time when the host was declared dead. It is null if it was not.</summary>
    public DateTimeOffset? DeadSince { get; init; }

    /// <summary>The site under which the host's outage is reported. It is null while the host is up.</summary>
    public string? Site { get; init; }

    /// <summary>Says whether the event for the outage was created.</summary>
    [JsonPropertyName("downTold")]
    public bool HasDownEvent { get; init; }

    /// <summary>The outcomes within the circuit's window, oldest first. It is empty while the circuit is open.</summary>
    public IReadOnlyList<HostMinute> Recent { get; init; } = [];

    /// <summary>The last few pending events.</summary>
    [JsonPropertyName("untold")]
    public IReadOnlyList<HostEvent> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? DownSince => OpenSince is { } open && SilentSince is { } silent
        ? open < silent ? open : silent
        : OpenSince ?? SilentSince;
}
