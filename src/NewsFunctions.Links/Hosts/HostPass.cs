namespace NewsFunctions.Links.Hosts;

/// <summary>Whether a link may be asked for on a host.</summary>
internal enum HostPass
{
    Free,

    /// <summary>Alone, and what comes of it decides for the others.</summary>
    Probe,

    /// <summary>Not now: the circuit is open.</summary>
    Refused,
}
