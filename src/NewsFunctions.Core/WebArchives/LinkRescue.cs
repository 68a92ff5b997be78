namespace NewsFunctions.Core.WebArchives;

/// <summary>Holds the result of the search for a link's mementos. Only rescues write these columns of the state row.</summary>
public sealed record LinkRescue
{
    public required RescueOutcome Outcome { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The time of the next lookup. It is null if a memento was found.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>The memento. It is null if none was found.</summary>
    public Memento? Memento { get; init; }
}
