namespace NewsFunctions.Core.WebArchives;

/// <summary>What the web archives said of a link.</summary>
public enum RescueOutcome
{
    /// <summary>One of them has a copy.</summary>
    Found,

    /// <summary>All of them answered, and none has a copy.</summary>
    NotArchived,

    /// <summary>None has a copy as far as they answered, and at least one did not answer: nothing is known.</summary>
    NoAnswer,
}
