namespace NewsFunctions.Core.Links;

/// <summary>What a person says of a link, whatever its checks say.</summary>
public enum JudgementKind
{
    /// <summary>No judgement holds any more: a person took it back, or its time is over. Occurs in histories alone.</summary>
    None,

    /// <summary>The link works.</summary>
    Alive,

    /// <summary>The link is lost.</summary>
    Dead,

    /// <summary>Nobody needs the link: it is neither checked nor counted as a loss.</summary>
    Ignore,
}
