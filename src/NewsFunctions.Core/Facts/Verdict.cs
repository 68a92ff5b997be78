namespace NewsFunctions.Core.Facts;

/// <summary>Lists the results of a check. docs/link-checks.md says what each does to the state.</summary>
public enum Verdict
{
    Alive,

    /// <summary>The link answers with different bytes or a different validator than before.</summary>
    Drifted,

    /// <summary>The link redirects permanently to the same content elsewhere.</summary>
    Moved,

    /// <summary>The status is 404 or 410.</summary>
    Gone,

    /// <summary>The status is 200 but the page is a not-found page.</summary>
    SoftNotFound,

    /// <summary>The same bytes appear under several paths of a host, or are its not-found baseline.</summary>
    Placeholder,

    /// <summary>The content is not of the link's kind.</summary>
    WrongType,

    Truncated,
    Empty,

    /// <summary>The status is 401, 402, 403, 407, 429, 451 or 999, or a bot wall answers.</summary>
    Blocked,

    ServerError,
    Timeout,
    DnsFailure,
    TlsFailure,
    ConnectionFailure,

    /// <summary>No request was sent because the host is currently down.</summary>
    HostOutage,

    /// <summary>Our own policy refuses it: private address, scheme, port, too many redirects.</summary>
    Refused,
}
