namespace NewsFunctions.Core.Links;

/// <summary>Lists the states of a link: the result of all its checks, or a person's judgement.</summary>
public enum LinkState
{
    Unknown,
    Alive,

    /// <summary>The last evidence was against the link, but there are not enough strikes yet.</summary>
    Suspect,

    Dead,

    /// <summary>The server answers but blocks our requests.</summary>
    Blocked,

    /// <summary>A person said that nobody needs the link: it is not checked and not counted as lost.</summary>
    Ignored,
}
