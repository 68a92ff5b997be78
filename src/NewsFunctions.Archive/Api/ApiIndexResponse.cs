namespace NewsFunctions.Archive.Api;

/// <summary>Lists the calls of the API and links to their description.</summary>
public sealed record ApiIndexResponse
{
    /// <summary>Links to the OpenAPI document.</summary>
    public required string OpenApi { get; init; }

    /// <summary>Links to the page that describes every call.</summary>
    public required string Docs { get; init; }

    /// <summary>Links to the dashboard.</summary>
    public required string Dashboard { get; init; }

    public required IReadOnlyList<ApiCallResponse> Calls { get; init; }
}

/// <summary>Describes one call.</summary>
/// <param name="Path">The path, with its parameters in braces.</param>
/// <param name="Summary">One sentence about what it does.</param>
public sealed record ApiCallResponse(string Method, string Path, string Summary);
