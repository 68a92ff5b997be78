namespace NewsFunctions.Articles;

/// <summary>How the media that an article mentions are, all together.</summary>
public enum MediaState
{
    /// <summary>At least one is dead.</summary>
    Dead,

    /// <summary>Checks have brought evidence about each of them, and none is dead. So is an article without media.</summary>
    Ok,

    /// <summary>None is known to be dead, but of some nothing is known: never checked since the article came, or nothing ever answered.</summary>
    Unchecked,
}
