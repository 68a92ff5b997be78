namespace NewsFunctions.Core.WebArchives;

/// <summary>What is remembered of a service of a web archive from one run to the next, so that a restart or another instance keeps to it.</summary>
public sealed record WebArchiveState
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The next request may begin then.</summary>
    public DateTimeOffset? NextStart { get; init; }

    /// <summary>The day (UTC) that <see cref="Taken"/> counts; null for a service without a daily limit.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Requests of that day.</summary>
    public int Taken { get; init; }

    /// <summary>Refusals (429) since the last answer.</summary>
    public int Refusals { get; init; }

    /// <summary>It asked to be left alone, or is left alone, until then.</summary>
    public DateTimeOffset? SilentUntil { get; init; }
}
