namespace NewsFunctions.Core.Facts;

/// <summary>Says how far a request got.</summary>
public enum FailureStage
{
    /// <summary>Nothing was sent, because of our policy or because of the host's earlier failures in this visit.</summary>
    Policy,
    Dns,
    Connect,
    Tls,

    /// <summary>The connection was open and the request was sent or being sent, but no headers arrived.</summary>
    Headers,
    Body,
    Redirect,
}
