using System.Text.Json.Serialization;

namespace NewsFunctions.Archive.Api;

/// <summary>An error as RFC 9457 has it. The types are listed in docs/api.md.</summary>
/// <param name="Type">Stable; what a program should look at.</param>
/// <param name="Title">The same for all problems of a type.</param>
/// <param name="Detail">What is wrong with this request and what to do about it.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail)
{
    /// <summary>What is wrong, by parameter or member.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>The resource in the way, where there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Existing { get; init; }

    /// <summary>The WWW-Authenticate header that RFC 9110 asks for with a 401. There is no registered scheme for a key in a header.</summary>
    [JsonIgnore]
    public string? Challenge { get; init; }

    /// <summary>The address where a browser can sign in; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SignIn { get; init; }

    /// <summary>The Retry-After header in seconds, where it is not the usual one.</summary>
    [JsonIgnore]
    public string? RetryAfter { get; init; }

    /// <summary>What to look for in the logs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }
}
