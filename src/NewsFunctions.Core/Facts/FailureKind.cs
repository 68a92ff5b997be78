namespace NewsFunctions.Core.Facts;

/// <summary>The classes of failure that rules tell apart.</summary>
public enum FailureKind
{
    /// <summary>The name does not exist (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>The name exists, but has no address.</summary>
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

    /// <summary>Signed by itself.</summary>
    TlsSelfSigned,

    /// <summary>Signed by somebody whom this machine does not trust.</summary>
    TlsUntrusted,
    TlsHandshake,
    Timeout,

    /// <summary>Not asked: the host failed too often in this visit, or asked us to stay away for longer than a visit waits.</summary>
    HostOutage,

    /// <summary>The host answers, but not with HTTP that we can read, not even with its head mended.</summary>
    UnreadableAnswer,

    /// <summary>A redirect without a target, with one that is no URL, or with several that differ.</summary>
    BadRedirect,
    TooManyRedirects,
    BadUrl,
    UnsupportedScheme,
    CredentialsInUrl,
    PortRefused,
    AddressRefused,
}
