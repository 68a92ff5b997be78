namespace NewsFunctions.Core.WebArchives;

/// <summary>Lists the results of looking up a link in the web archives.</summary>
public enum RescueOutcome
{
    /// <summary>One of them has a memento.</summary>
    Found,

    /// <summary>All of them answered, and none has a memento.</summary>
    NotArchived,

    /// <summary>No answer had a memento, and at least one archive did not answer: the result is unknown.</summary>
    NoAnswer,
}
