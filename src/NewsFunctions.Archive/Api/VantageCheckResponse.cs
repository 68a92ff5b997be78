using System.Text.Json;

namespace NewsFunctions.Archive.Api;

/// <summary>Holds what this deployment saw: facts only, because the caller judges by its own rules.</summary>
public sealed record VantageCheckResponse
{
    public required DateTimeOffset CheckedAt { get; init; }

    public required double DurationMilliseconds { get; init; }

    /// <summary>The recorded facts of every location and hop.</summary>
    public required JsonElement Evidence { get; init; }
}
