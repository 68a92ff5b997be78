namespace NewsFunctions.Links.Hosts;

/// <summary>Lists what the check of a link says about its host.</summary>
public enum LinkOutcome
{
    /// <summary>The check says nothing: no request was sent, or it was refused.</summary>
    None,
    Alive,
    Outage,
    Change,
}
