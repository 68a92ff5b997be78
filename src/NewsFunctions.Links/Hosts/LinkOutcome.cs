namespace NewsFunctions.Links.Hosts;

/// <summary>What the check of a link says about the host that it was found on.</summary>
public enum LinkOutcome
{
    /// <summary>Nothing: not asked, or refused.</summary>
    None,
    Alive,
    Outage,
    Change,
}
