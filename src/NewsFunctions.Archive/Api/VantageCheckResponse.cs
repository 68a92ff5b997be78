using System.Text.Json;

namespace NewsFunctions.Archive.Api;

/// <summary>What was seen from here: facts alone, for whoever asked judges by rules of its own.</summary>
public sealed record VantageCheckResponse
{
    public required DateTimeOffset CheckedAt { get; init; }

    public required double DurationMilliseconds { get; init; }

    /// <summary>The recorded facts of every location and hop.</summary>
    public required JsonElement Evidence { get; init; }
}
