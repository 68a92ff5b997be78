using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Archive.Visits;

/// <summary>What judging one link again came to.</summary>
public sealed record RejudgedLink
{
    /// <summary>The link as it was read.</summary>
    public required Link Link { get; init; }

    /// <summary>Its last check; null where history has none.</summary>
    public LinkCheck? Last { get; init; }

    /// <summary>The same evidence judged by the rules of today; null where it cannot be, or was judged by them already and nothing changes.</summary>
    public LinkCheck? Again { get; init; }

    /// <summary>The link as it would be, or is, with the new verdict and without strikes that were none; null where nothing changes.</summary>
    public Link? After { get; init; }

    /// <summary>Why it, or an earlier check on which its strikes rest, cannot be judged again; null where all can.</summary>
    public RejudgementObstacle? Obstacle { get; init; }

    /// <summary>Whether the change was written.</summary>
    public bool Applied { get; init; }

    public bool Changes => After is not null;
}
