namespace NewsFunctions.Links;

/// <summary>How fast a host may be asked, as it is stored.</summary>
public sealed record HostPaceRecord
{
    /// <summary>Between the starts of two requests; null while nothing made it another than the configured one.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Until when the host asked to be left alone (<c>Retry-After</c>); null where it did not.</summary>
    public DateTimeOffset? SilentUntil { get; init; }
}
