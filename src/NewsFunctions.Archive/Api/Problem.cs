using System.Text.Json.Serialization;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes an error in the format of RFC 9457. The types are listed in docs/api.md.</summary>
/// <param name="Type">Stable; for programs.</param>
/// <param name="Title">The same for all problems of a type.</param>
/// <param name="Detail">The error in this request and how to fix it.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail)
{
    /// <summary>The errors by parameter or member.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>The resource that conflicts, if there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Existing { get; init; }

    /// <summary>The WWW-Authenticate header that RFC 9110 requires with a 401. There is no registered scheme for a key in a header.</summary>
    [JsonIgnore]
    public string? Challenge { get; init; }

    /// <summary>The address where a browser can sign in; omitted if there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SignIn { get; init; }

    /// <summary>The Retry-After header in seconds, if it differs from the default.</summary>
    [JsonIgnore]
    public string? RetryAfter { get; init; }

    /// <summary>The trace id to look up in the logs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }
}
