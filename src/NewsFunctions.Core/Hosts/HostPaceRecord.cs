namespace NewsFunctions.Core.Hosts;

/// <summary>Holds the stored request rate of a host.</summary>
public sealed record HostPaceRecord
{
    /// <summary>The time between the starts of two requests. It is null if the configured one applies.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The end of the host's <c>Retry-After</c>. It is null if the host sent none.</summary>
    public DateTimeOffset? SilentUntil { get; init; }
}
