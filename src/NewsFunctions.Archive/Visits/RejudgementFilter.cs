using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Which links to judge again; null means any.</summary>
public sealed record RejudgementFilter
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    /// <summary>The state that a link must have now; null for any.</summary>
    public LinkState? State { get; init; }
}
