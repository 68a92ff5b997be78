namespace NewsFunctions.Archive.Api;

/// <summary>What the API has: its calls and where they are described.</summary>
public sealed record ApiIndexResponse
{
    /// <summary>The OpenAPI document.</summary>
    public required string OpenApi { get; init; }

    /// <summary>A page that describes every call.</summary>
    public required string Docs { get; init; }

    /// <summary>The page that shows the archive.</summary>
    public required string Dashboard { get; init; }

    public required IReadOnlyList<ApiCallResponse> Calls { get; init; }
}

/// <summary>One call.</summary>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Summary">One sentence: what it does.</param>
public sealed record ApiCallResponse(string Method, string Path, string Summary);
