namespace NewsFunctions.Core.Facts;

/// <summary>Lists the response headers stored as evidence: those that a rule uses, or that identify the server.</summary>
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
