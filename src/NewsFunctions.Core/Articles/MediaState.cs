namespace NewsFunctions.Core.Articles;

/// <summary>How the media that an article mentions are, all together. The first that holds.</summary>
public enum MediaState
{
    /// <summary>At least one is dead.</summary>
    Dead,

    /// <summary>The evidence is against at least one, not yet often enough to call it dead.</summary>
    Suspect,

    /// <summary>Nothing is known about some of the media: they were not checked since the article came, or no server answered.</summary>
    Unchecked,

    /// <summary>Checks have brought evidence about each of them, and it is against none. So is an article without media.</summary>
    Ok,
}
