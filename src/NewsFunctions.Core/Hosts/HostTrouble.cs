namespace NewsFunctions.Core.Hosts;

/// <summary>What is wrong with a host most of whose links fail that were alive a while ago.</summary>
public enum HostTrouble
{
    /// <summary>It does not answer, or only with server errors.</summary>
    Outage,

    /// <summary>It answers, but with something else than before: parked, seized, or sold.</summary>
    Change,
}
