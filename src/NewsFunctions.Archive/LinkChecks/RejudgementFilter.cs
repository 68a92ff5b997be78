using NewsFunctions.Links;

namespace NewsFunctions.LinkChecks;

/// <summary>Which links to judge again; null means any.</summary>
public sealed record RejudgementFilter
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    /// <summary>Only links that are in this state now.</summary>
    public LinkState? State { get; init; }
}
