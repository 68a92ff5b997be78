namespace NewsFunctions.Core.Facts;

/// <summary>Lists the effects of verdicts on the state of a link: docs/link-checks.md.</summary>
public enum VerdictEffect
{
    /// <summary>Resets the strikes to 0 and sets the state to <c>Alive</c>.</summary>
    Alive,

    /// <summary>Counts as evidence against the link.</summary>
    Strike,

    /// <summary>Leaves state and strikes as they are.</summary>
    NoEvidence,

    /// <summary>Sets the state to <c>Blocked</c> unless the link is dead, and keeps the strikes.</summary>
    Blocked,
}
