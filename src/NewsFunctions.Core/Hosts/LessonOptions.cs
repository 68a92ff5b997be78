namespace NewsFunctions.Core.Hosts;

/// <summary>Configures what is learned about a host: <c>LinkChecks:Lessons</c>.</summary>
public sealed record LessonOptions
{
    /// <summary>The minimum time between fetches of a not-found baseline, for each host and kind of link; 0 disables them. Default 1 day.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The number of unrelated links of a host that must return the same bytes, or redirect to the same URL, before the answer
    /// counts for none of them. Default 3.</summary>
    public int SharedLinks { get; set; } = 3;

    /// <summary>The number of links for which HEAD must agree with GET before HEAD is trusted. Default 3.</summary>
    public int HeadAgreements { get; set; } = 3;

    /// <summary>The time for which HEAD is trusted, or distrusted, before that is learned again; 0 means that HEAD is never used.
    /// It also limits how long a host is asked without Range, or has its heads repaired (<see cref="RequestLesson"/>). Default 7 days.</summary>
    public TimeSpan HeadTrust { get; set; } = TimeSpan.FromDays(7);
}
