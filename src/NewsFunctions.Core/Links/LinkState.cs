namespace NewsFunctions.Core.Links;

/// <summary>What all checks of a link so far add up to, or what a person said of it.</summary>
public enum LinkState
{
    Unknown,
    Alive,

    /// <summary>The last evidence was against it, but not yet often or long enough.</summary>
    Suspect,

    Dead,

    /// <summary>Something answers, but not to us.</summary>
    Blocked,

    /// <summary>A person said that nobody needs it: it is not checked, and is no loss.</summary>
    Ignored,
}
