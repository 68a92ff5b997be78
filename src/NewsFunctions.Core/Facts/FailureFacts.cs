namespace NewsFunctions.Core.Facts;

/// <summary>Why a location brought no complete answer.</summary>
public sealed record FailureFacts
{
    public required FailureStage Stage { get; init; }

    public required FailureKind Kind { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Detail { get; init; }

    /// <summary>How the host had failed before in the same visit; only for <see cref="FailureKind.HostOutage"/>.</summary>
    public FailureKind? Cause { get; init; }
}
