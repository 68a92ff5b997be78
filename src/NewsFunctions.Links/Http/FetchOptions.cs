namespace NewsFunctions.Links.Http;

/// <summary>Says how a request of a check introduces itself, and bounds it: docs/settings.md.</summary>
public sealed record FetchOptions
{
    /// <summary>The whole of one request, body included; each hop of a redirect chain has its own. At most a third of
    /// <c>PerHost:Lease</c>, so that it ends before another instance may ask the host. Default 20 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Name resolution and connect together. Default 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The TLS handshake. Default 10 seconds.</summary>
    public TimeSpan TlsTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time from the connection to the end of the response headers. Default 15 seconds.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest time from the end of the headers to the end of what is read of the body. Default 15 seconds.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Redirects followed for one location. Default 10.</summary>
    public int MaxRedirects { get; set; } = 10;

    /// <summary>Body bytes asked for and read at most. Default 64 KiB.</summary>
    public int BodyBytes { get; set; } = 64 * 1024;

    /// <summary>The largest image that is read whole, where its head and tail do not show its end. Default 16 MiB.</summary>
    public int WholeFileBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Says to server operators who asks and why.</summary>
    public string UserAgent { get; set; } = "NewsFunctions/0.1 (link-rot check of a news archive)";
}
