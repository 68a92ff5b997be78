using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Archive.Visits;

/// <summary>Holds the result of judging one link again.</summary>
public sealed record RejudgedLink
{
    /// <summary>Gets the link as it was read.</summary>
    public required Link Link { get; init; }

    /// <summary>Gets its last check; null if the history has none.</summary>
    public LinkCheck? Last { get; init; }

    /// <summary>Gets the same evidence judged by present rules; null if that is impossible, or was done before and nothing changes.</summary>
    public LinkCheck? Again { get; init; }

    /// <summary>Gets the link with the new verdict and without false strikes; null if nothing changes.</summary>
    public Link? After { get; init; }

    /// <summary>Says why it, or an earlier check that gave it a strike, cannot be judged again; null if all can.</summary>
    public RejudgementObstacle? Obstacle { get; init; }

    /// <summary>True if the change was written.</summary>
    public bool Applied { get; init; }

    public bool Changes => After is not null;
}
