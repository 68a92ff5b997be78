using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>Holds one request of a redirect chain.</summary>
public sealed record HopFacts
{
    public required string Method { get; init; }

    public required string Url { get; init; }

    /// <summary>Says whether the request was conditional.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Conditional { get; init; }

    /// <summary>The status that the same URL gave to a GET with Range before the retry without it. It is null if there was no retry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RangedStatus { get; init; }

    /// <summary>The defects in the response head that were repaired. It is null if there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HeadDefect>? Mended { get; init; }

    /// <summary>The time when the request was sent, after the wait for the host's pace. It is not in the evidence; null if not sent or read
    /// back.</summary>
    [JsonIgnore]
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The response. It is null if no status line arrived; <see cref="LocationFacts.Failure"/> of the location says why.</summary>
    public ResponseFacts? Response { get; init; }
}
