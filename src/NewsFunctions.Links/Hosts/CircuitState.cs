namespace NewsFunctions.Links.Hosts;

/// <summary>Whether a link may be asked for on a host.</summary>
internal enum CircuitState
{
    Closed,

    /// <summary>Alone, and what comes of it decides for the others.</summary>
    HalfOpen,

    /// <summary>Not now: the circuit is open.</summary>
    Open,
}
