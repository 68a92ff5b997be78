namespace NewsFunctions.Links;

/// <summary>What all checks of a link so far add up to.</summary>
public enum LinkState
{
    Unknown,
    Alive,

    /// <summary>The last evidence was against it, but not yet often or long enough.</summary>
    Suspect,

    Dead,

    /// <summary>Something answers, but not to us.</summary>
    Blocked,
}
