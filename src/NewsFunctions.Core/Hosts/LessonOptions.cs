namespace NewsFunctions.Core.Hosts;

/// <summary>What is learned of a host beside its links: <c>LinkChecks:Lessons</c>.</summary>
public sealed record LessonOptions
{
    /// <summary>How often a host may be asked for a path that cannot exist, for each kind of link; 0 means never. Default 1 day.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Unrelated links of a host that must give the same bytes, or redirect to the same address, before that counts as an answer
    /// to none of them. Default 3.</summary>
    public int SharedLinks { get; set; } = 3;

    /// <summary>Links for which HEAD must have said what GET says before it is trusted. Default 3.</summary>
    public int HeadAgreements { get; set; } = 3;

    /// <summary>How long HEAD is trusted, or not, before that is learned anew; 0 means that HEAD is never asked.
    /// As long counts that a host must be asked without Range, or its heads mended (<see cref="RequestLesson"/>). Default 7 days.</summary>
    public TimeSpan HeadTrust { get; set; } = TimeSpan.FromDays(7);
}
