namespace NewsFunctions.Links;

/// <summary>Why a location brought no complete answer.</summary>
public sealed record FailureFacts
{
    public required FailureStage Stage { get; init; }

    public required FailureKind Kind { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Detail { get; init; }

    /// <summary>For <see cref="FailureKind.HostOutage"/>: how the host had failed before in the same visit.</summary>
    public FailureKind? Cause { get; init; }
}
