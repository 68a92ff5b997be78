namespace NewsFunctions.Core.WebArchives;

/// <summary>What is known of a link's copies in web archives: columns of its state row that nothing else writes.</summary>
public sealed record LinkRescue
{
    public required RescueOutcome Outcome { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the archives are asked again; null where a copy was found.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>Null unless one was found.</summary>
    public Memento? Memento { get; init; }
}
