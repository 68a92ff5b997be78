namespace NewsFunctions.Links.Hosts;

/// <summary>Says whether a link of the host may be requested.</summary>
internal enum CircuitState
{
    Closed,

    /// <summary>The link is requested alone as a half-open trial. Its result decides for the others.</summary>
    HalfOpen,

    /// <summary>The circuit is open: no request is sent now.</summary>
    Open,
}
