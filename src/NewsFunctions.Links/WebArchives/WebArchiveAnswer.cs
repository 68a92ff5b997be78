using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Holds the answer of one or all archives for one URL.</summary>
internal sealed record WebArchiveAnswer
{
    private WebArchiveAnswer(RescueOutcome? outcome, string reason, Memento? memento = null, DateTimeOffset? postponedUntil = null)
    {
        Outcome = outcome;
        Reason = reason;
        Memento = memento;
        PostponedUntil = postponedUntil;
    }

    /// <summary>The outcome. It is null if the archive was not queried because of pacing.</summary>
    public RescueOutcome? Outcome { get; }

    /// <summary>One sentence for the log.</summary>
    public string Reason { get; }

    public Memento? Memento { get; }

    public DateTimeOffset? PostponedUntil { get; }

    public static WebArchiveAnswer Found(Memento memento) => new(RescueOutcome.Found, "It has a memento.", memento);

    public static WebArchiveAnswer NotArchived(string reason) => new(RescueOutcome.NotArchived, reason);

    public static WebArchiveAnswer NoAnswer(string reason) => new(RescueOutcome.NoAnswer, reason);

    public static WebArchiveAnswer Postponed(DateTimeOffset until) => new(null, "Postponed because of pacing.", postponedUntil: until);
}
