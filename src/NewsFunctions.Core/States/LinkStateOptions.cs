namespace NewsFunctions.Core.States;

/// <summary>Says when a link dies and when it is looked at again: docs/settings.md.</summary>
public sealed record LinkStateOptions
{
    /// <summary>Strikes after which a link is dead. Default 3, as IABot counts.</summary>
    public int StrikesToDeath { get; set; } = 3;

    /// <summary>The least time between two strikes. Default 3 days, so death takes more than six.</summary>
    public TimeSpan StrikeGap { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long checks may bring nothing but "no evidence" before each further one is a strike, if the host answers for others. Default 30 days.</summary>
    public TimeSpan NoEvidenceLimit { get; set; } = TimeSpan.FromDays(30);

    public RecheckOptions Recheck { get; set; } = new();

    /// <summary>Whether there are other places to look from before a link dies. It is no setting: it follows from the vantages that are configured.</summary>
    public bool HasVantages { get; internal set; }
}
