namespace NewsFunctions.Core.Links;

/// <summary>Lists what a person can say about a link, overriding its checks.</summary>
public enum JudgementKind
{
    /// <summary>No judgement applies any more: it was withdrawn or has expired. This value occurs only in histories.</summary>
    None,

    /// <summary>The link works.</summary>
    Alive,

    /// <summary>The link is lost.</summary>
    Dead,

    /// <summary>Excludes the link from checks and from the counts of losses.</summary>
    Ignore,
}
