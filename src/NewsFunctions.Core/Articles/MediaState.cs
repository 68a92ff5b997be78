namespace NewsFunctions.Core.Articles;

/// <summary>Says in which state the media of an article are, taken together. The first value that applies is used.</summary>
public enum MediaState
{
    /// <summary>At least one medium is dead.</summary>
    Dead,

    /// <summary>At least one medium has evidence against it, but not enough strikes to be dead.</summary>
    Suspect,

    /// <summary>Nothing is known about some media: they were not checked since the article arrived, or no server answered.</summary>
    Unchecked,

    /// <summary>Every medium has evidence from checks, and none of it is negative. An article without media is also Ok.</summary>
    Ok,
}
