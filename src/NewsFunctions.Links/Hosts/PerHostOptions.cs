namespace NewsFunctions.Links.Hosts;

/// <summary>Politeness towards one host: <c>LinkChecks:PerHost</c>.</summary>
public sealed record PerHostOptions
{
    /// <summary>Requests at once. Default 10.</summary>
    public int Concurrency { get; set; } = 10;

    /// <summary>The time between the starts of two requests. Default 50 ms.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What the interval grows to at most by doubling on 429 and 503. Default 10 seconds.</summary>
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest Retry-After that is honoured; a longer one counts as this. Default 1 hour.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a check waits out a Retry-After; the links of a host that asks for more are not asked in this visit. Default 30 seconds.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Transport failures without an answer in between after which a visit gives a host up. Default 3; a name that does not resolve needs one.</summary>
    public int FailuresToGiveUp { get; set; } = 3;

    /// <summary>How long an instance that does not renew it keeps a host from others. Default 60 seconds.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often an instance renews its lease and writes down what it knows of the host. Default 30 seconds.</summary>
    public TimeSpan LeaseRenewal { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When a visit tries again whose links are all of hosts that others ask. Default 15 seconds.</summary>
    public TimeSpan BusyDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Failures of recently alive links within <see cref="CircuitWindow"/> that it takes to open the circuit. Default 5.</summary>
    public int CircuitFailures { get; set; } = 5;

    /// <summary>The share of the recently alive links checked in the window of which more must fail. Default 0.5.</summary>
    public double CircuitShare { get; set; } = 0.5;

    /// <summary>Default 10 minutes.</summary>
    public TimeSpan CircuitWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The time between two links that an open circuit lets through to see whether the host is back. Default 1 minute.</summary>
    public TimeSpan CircuitProbeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long without such a link it takes until one that was not alive is let through. Default 1 day.</summary>
    public TimeSpan CircuitProbeAnyAfter { get; set; } = TimeSpan.FromDays(1);
}
