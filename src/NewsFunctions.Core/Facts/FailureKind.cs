namespace NewsFunctions.Core.Facts;

/// <summary>Lists the classes of failure that the rules distinguish.</summary>
public enum FailureKind
{
    /// <summary>The host name does not exist (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>The host name exists but has no address.</summary>
    NoAddress,

    /// <summary>The resolver failed or could not be reached.</summary>
    NameServerFailure,
    ConnectionRefused,
    Unreachable,

    /// <summary>The connection broke before the answer was complete.</summary>
    ConnectionLost,
    TlsExpired,
    TlsNotYetValid,
    TlsWrongName,

    /// <summary>The certificate is self-signed.</summary>
    TlsSelfSigned,

    /// <summary>The certificate's issuer is not trusted by this machine.</summary>
    TlsUntrusted,
    TlsHandshake,
    Timeout,

    /// <summary>No request was sent: the host failed too often in this visit, or its Retry-After is longer than a visit waits.</summary>
    HostOutage,

    /// <summary>The host answers, but its HTTP cannot be parsed, even after repairing the response head.</summary>
    UnreadableAnswer,

    /// <summary>A redirect has no target, an invalid target, or several different targets.</summary>
    BadRedirect,
    TooManyRedirects,
    BadUrl,
    UnsupportedScheme,
    CredentialsInUrl,
    PortRefused,
    AddressRefused,
}
