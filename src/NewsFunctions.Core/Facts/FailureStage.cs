namespace NewsFunctions.Core.Facts;

/// <summary>How far a request came.</summary>
public enum FailureStage
{
    /// <summary>Nothing was sent: our policy, or what this visit knows of the host.</summary>
    Policy,
    Dns,
    Connect,
    Tls,

    /// <summary>Sent, or about to be, on an open connection; no headers came.</summary>
    Headers,
    Body,
    Redirect,
}
