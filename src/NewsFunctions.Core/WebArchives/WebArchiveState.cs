namespace NewsFunctions.Core.WebArchives;

/// <summary>Holds the state of a web archive's service between runs, so that restarts and other instances respect it.</summary>
public sealed record WebArchiveState
{
    /// <summary>The name: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The earliest time of the next request.</summary>
    public DateTimeOffset? NextStart { get; init; }

    /// <summary>The day (UTC) that <see cref="Taken"/> counts. It is null for a service without a daily limit.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The number of requests on that day.</summary>
    public int Taken { get; init; }

    /// <summary>The number of refusals (429) since the last answer.</summary>
    public int Refusals { get; init; }

    /// <summary>The time until which no requests are sent, because the service asked for it or the client backs off.</summary>
    public DateTimeOffset? SilentUntil { get; init; }
}
