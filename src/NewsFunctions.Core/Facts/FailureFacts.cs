namespace NewsFunctions.Core.Facts;

/// <summary>Says why a location returned no complete answer.</summary>
public sealed record FailureFacts
{
    public required FailureStage Stage { get; init; }

    public required FailureKind Kind { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Detail { get; init; }

    /// <summary>The earlier failure of the host in the same visit. It is set only for <see cref="FailureKind.HostOutage"/>.</summary>
    public FailureKind? Cause { get; init; }
}
