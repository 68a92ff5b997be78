namespace NewsFunctions.Core.States;

/// <summary>Configures when a link is checked again: <c>LinkChecks:Recheck</c>. An interval doubles with each equal result up to its
/// maximum.</summary>
public sealed record RecheckOptions
{
    /// <summary>The first interval of an alive link. Default 7 days.</summary>
    public TimeSpan Alive { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The maximum interval of an alive link. Default 56 days.</summary>
    public TimeSpan AliveMax { get; set; } = TimeSpan.FromDays(56);

    /// <summary>The interval of a suspect link, which never grows. Default 3 days.</summary>
    public TimeSpan Suspect { get; set; } = TimeSpan.FromDays(3);

    /// <summary>The first interval of a dead link. Default 30 days.</summary>
    public TimeSpan Dead { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The maximum interval of a dead link. Default 90 days.</summary>
    public TimeSpan DeadMax { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The first interval after a check that was blocked or brought no evidence. Default 1 day.</summary>
    public TimeSpan NoEvidence { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The maximum interval after such checks. Default 14 days.</summary>
    public TimeSpan NoEvidenceMax { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The maximum share by which an interval is lengthened, so that links checked together spread out. Default 0.1.</summary>
    public double Jitter { get; set; } = 0.1;
}
