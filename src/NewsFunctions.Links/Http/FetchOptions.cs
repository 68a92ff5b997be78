namespace NewsFunctions.Links.Http;

/// <summary>Configures the user agent and the limits of a check's requests: docs/settings.md.</summary>
public sealed record FetchOptions
{
    /// <summary>The time limit for one whole request, body included; each hop of a redirect chain has its own. It must be at most a third of
    /// <c>PerHost:Lease</c>, so that the request ends before another instance can acquire the lease. Default 20 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The time limit for name resolution and connect together. Default 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time limit for the TLS handshake. Default 10 seconds.</summary>
    public TimeSpan TlsTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time from the connection to the end of the response headers. Default 15 seconds.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest time from the end of the headers to the end of the body part that is read. Default 15 seconds.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The maximum number of redirects followed for one location. Default 10.</summary>
    public int MaxRedirects { get; set; } = 10;

    /// <summary>The maximum number of body bytes requested and read. Default 64 KiB.</summary>
    public int BodyBytes { get; set; } = 64 * 1024;

    /// <summary>The largest image that is read whole if its head and tail do not show its end. Default 16 MiB.</summary>
    public int WholeFileBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Tells server operators who sends the requests and why.</summary>
    public string UserAgent { get; set; } = "NewsFunctions/0.1 (link-rot check of a news archive)";
}
