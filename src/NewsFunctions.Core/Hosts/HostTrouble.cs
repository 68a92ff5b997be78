namespace NewsFunctions.Core.Hosts;

/// <summary>Says what is wrong with a host when most of its recently alive links fail.</summary>
public enum HostTrouble
{
    /// <summary>The host does not answer, or only with server errors.</summary>
    Outage,

    /// <summary>The host answers with different content than before: parked, seized, or sold.</summary>
    Change,
}
