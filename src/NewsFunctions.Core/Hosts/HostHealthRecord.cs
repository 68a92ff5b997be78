using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Hosts;

/// <summary>How a host is doing, as it is stored.</summary>
public sealed record HostHealthRecord
{
    /// <summary>When it last gave an HTTP answer, whichever.</summary>
    public DateTimeOffset? LastAnswer { get; init; }

    /// <summary>Since when it has answered nobody, seen while others answered us; null while it answers.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>How many days have brought nothing but failures since it is down.</summary>
    public int DownDays { get; init; }

    /// <summary>The last of them, midnight UTC.</summary>
    public DateTimeOffset? LastDownDay { get; init; }

    /// <summary>Since when its circuit is open; null while it is closed.</summary>
    public DateTimeOffset? OpenSince { get; init; }

    /// <summary>Why; of no meaning while the circuit is closed.</summary>
    public HostTrouble Trouble { get; init; }

    /// <summary>When a link was last let through an open circuit.</summary>
    public DateTimeOffset? LastProbe { get; init; }

    /// <summary>When it was declared dead; null while it is not.</summary>
    public DateTimeOffset? DeadSince { get; init; }

    /// <summary>Whose event its being down is; null while it is up.</summary>
    public string? Site { get; init; }

    /// <summary>Whether the event that it is down was made.</summary>
    public bool DownTold { get; init; }

    /// <summary>The outcomes within the window of the circuit, oldest first; none while it is open.</summary>
    public IReadOnlyList<HostMinute> Recent { get; init; } = [];

    /// <summary>Events to be told, the last few.</summary>
    [JsonPropertyName("untold")]
    public IReadOnlyList<HostEvent> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? DownSince => OpenSince is { } open && SilentSince is { } silent
        ? open < silent ? open : silent
        : OpenSince ?? SilentSince;
}
