namespace NewsFunctions.Core.Facts;

/// <summary>What a verdict does to the state of a link: docs/link-checks.md.</summary>
public enum VerdictEffect
{
    /// <summary>Strikes to 0, state <c>Alive</c>.</summary>
    Alive,

    /// <summary>Evidence against the link.</summary>
    Strike,

    /// <summary>State and strikes stay.</summary>
    NoEvidence,

    /// <summary>State <c>Blocked</c> unless dead; strikes stay.</summary>
    Blocked,
}
