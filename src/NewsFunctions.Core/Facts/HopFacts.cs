using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>One request of a chain of redirects.</summary>
public sealed record HopFacts
{
    public required string Method { get; init; }

    public required string Url { get; init; }

    /// <summary>The request asked for the content only if it had changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Conditional { get; init; }

    /// <summary>What the same URL had answered to a GET with Range, after which it was asked without; null where it was not asked twice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RangedStatus { get; init; }

    /// <summary>What was mended in the head of the answer so that it could be read; null where nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HeadDefect>? Mended { get; init; }

    /// <summary>When it was sent, after the wait for the host's turn. Not part of the evidence; null where it was not sent, or was read back.</summary>
    [JsonIgnore]
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Null where no status line came; why is the location's <see cref="LocationFacts.Failure"/>.</summary>
    public ResponseFacts? Response { get; init; }
}
