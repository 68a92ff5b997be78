namespace NewsFunctions.Core.States;

/// <summary>Configures when a link dies and when it is checked again: docs/settings.md.</summary>
public sealed record LinkStateOptions
{
    /// <summary>The number of strikes after which a link is dead. Default 3, as in IABot.</summary>
    public int StrikesToDeath { get; set; } = 3;

    /// <summary>The minimum time between two strikes. Default 3 days, so a death takes more than six.</summary>
    public TimeSpan StrikeGap { get; set; } = TimeSpan.FromDays(3);

    /// <summary>The time without evidence after which each further such check is a strike, if the host answers for other links. Default 30
    /// days.</summary>
    public TimeSpan NoEvidenceLimit { get; set; } = TimeSpan.FromDays(30);

    public RecheckOptions Recheck { get; set; } = new();

    /// <summary>Says whether vantages can confirm a death. It is not a setting: it follows from the configured vantages.</summary>
    public bool HasVantages { get; internal set; }
}
