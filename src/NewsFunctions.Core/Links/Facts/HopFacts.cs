using System.Text.Json.Serialization;

namespace NewsFunctions.Links;

/// <summary>One request of a chain of redirects.</summary>
public sealed record HopFacts
{
    public required string Method { get; init; }

    public required string Url { get; init; }

    /// <summary>The request asked for the content only if it had changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Conditional { get; init; }

    /// <summary>Null where no status line came; why is the location's <see cref="LocationFacts.Failure"/>.</summary>
    public ResponseFacts? Response { get; init; }
}
