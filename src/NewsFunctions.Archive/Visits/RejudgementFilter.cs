using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Selects links to judge again; null means any.</summary>
public sealed record RejudgementFilter
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    /// <summary>Gets the present state that a link must have; null means any.</summary>
    public LinkState? State { get; init; }
}
