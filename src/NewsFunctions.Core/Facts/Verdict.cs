namespace NewsFunctions.Core.Facts;

/// <summary>What one check saw. What each does to the state: docs/link-checks.md.</summary>
public enum Verdict
{
    Alive,

    /// <summary>Answers, but with other bytes or another validator than before.</summary>
    Drifted,

    /// <summary>Permanently redirected to the same thing elsewhere.</summary>
    Moved,

    /// <summary>404 or 410.</summary>
    Gone,

    /// <summary>Says 200 but means 404.</summary>
    SoftNotFound,

    /// <summary>The same bytes under several paths of a host, or what it answers to a random path.</summary>
    Placeholder,

    /// <summary>Answers with something that is not of the link's kind.</summary>
    WrongType,

    Truncated,
    Empty,

    /// <summary>401, 402, 403, 407, 429, 451, 999 or a bot wall.</summary>
    Blocked,

    ServerError,
    Timeout,
    DnsFailure,
    TlsFailure,
    ConnectionFailure,

    /// <summary>Not asked: its host answers nothing at the moment.</summary>
    HostOutage,

    /// <summary>Our own policy: private address, scheme, port, too many redirects.</summary>
    Refused,
}
