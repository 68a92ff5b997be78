namespace NewsFunctions.Links.Hosts;

/// <summary>Configures the limits for one host: <c>LinkChecks:PerHost</c>.</summary>
public sealed record PerHostOptions
{
    /// <summary>The number of concurrent requests. Default 10.</summary>
    public int Concurrency { get; set; } = 10;

    /// <summary>The time between the starts of two requests. Default 50 ms.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The maximum interval, reached by doubling on 429 and 503. Default 10 seconds.</summary>
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest Retry-After that is honoured. A longer one is cut to this. Default 1 hour.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The longest Retry-After that a check waits for. A host that asks for more gets no further requests in this visit. Default 30
    /// seconds.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The number of transport failures in a row after which a visit gives up on a host. Default 3; one is enough for a name that
    /// does not resolve.</summary>
    public int FailuresToGiveUp { get; set; } = 3;

    /// <summary>The length of a host's lease. It expires unless the instance renews it. Default 60 seconds.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The time between renewals of a lease, which also store the host's memory. Default 30 seconds.</summary>
    public TimeSpan LeaseRenewal { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The delay before a visit retries if other instances hold the leases of all its hosts. Default 15 seconds.</summary>
    public TimeSpan BusyDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The number of failed recently alive links within <see cref="CircuitWindow"/> that opens the circuit. Default 5.</summary>
    public int CircuitFailures { get; set; } = 5;

    /// <summary>The share of recently alive links checked in the window that must be exceeded by failures. Default 0.5.</summary>
    public double CircuitShare { get; set; } = 0.5;

    /// <summary>The window for counting failures. Default 10 minutes.</summary>
    public TimeSpan CircuitWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The time between two half-open trials of an open circuit. Default 1 minute.</summary>
    public TimeSpan CircuitProbeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The time without trials by alive links after which a link that was not alive may be one. Default 1 day.</summary>
    public TimeSpan CircuitProbeAnyAfter { get; set; } = TimeSpan.FromDays(1);
}
