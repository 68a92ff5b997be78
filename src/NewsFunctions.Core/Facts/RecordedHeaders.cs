namespace NewsFunctions.Core.Facts;

/// <summary>The response headers that become evidence: those that a rule uses, or that tell who answered.</summary>
public static class RecordedHeaders
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "content-type",
        "content-length",
        "content-range",
        "content-encoding",
        "location",
        "refresh",
        "etag",
        "last-modified",
        "retry-after",
        "server",
        "www-authenticate",
        "proxy-authenticate",
        "cf-mitigated",
        "x-amzn-waf-action",
        "x-datadome",
    ];
}
