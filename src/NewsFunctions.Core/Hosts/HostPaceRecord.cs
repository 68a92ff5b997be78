namespace NewsFunctions.Core.Hosts;

/// <summary>How fast a host may be asked, as it is stored.</summary>
public sealed record HostPaceRecord
{
    /// <summary>The time between the starts of two requests; null while it is the configured one.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>When the time ends for which the host asked to be left alone (<c>Retry-After</c>); null where it did not ask.</summary>
    public DateTimeOffset? SilentUntil { get; init; }
}
