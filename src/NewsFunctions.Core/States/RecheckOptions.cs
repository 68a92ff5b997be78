namespace NewsFunctions.Core.States;

/// <summary>When a link is looked at again: <c>LinkChecks:Recheck</c>. A first interval doubles with each like check up to its maximum.</summary>
public sealed record RecheckOptions
{
    /// <summary>Default 7 days.</summary>
    public TimeSpan Alive { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Default 56 days.</summary>
    public TimeSpan AliveMax { get; set; } = TimeSpan.FromDays(56);

    /// <summary>Always the same. Default 3 days.</summary>
    public TimeSpan Suspect { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Default 30 days.</summary>
    public TimeSpan Dead { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Default 90 days.</summary>
    public TimeSpan DeadMax { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The wait after a check without evidence, or one that was blocked. Default 1 day.</summary>
    public TimeSpan NoEvidence { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Default 14 days.</summary>
    public TimeSpan NoEvidenceMax { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The share of an interval by which it is lengthened at most, so that links checked together drift apart. Default 0.1.</summary>
    public double Jitter { get; set; } = 0.1;
}
