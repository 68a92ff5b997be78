using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>What one archive, or all of them, said of one URL.</summary>
internal sealed record ArchiveAnswer
{
    private ArchiveAnswer(RescueOutcome? outcome, string reason, Memento? memento = null, DateTimeOffset? postponedUntil = null)
    {
        Outcome = outcome;
        Reason = reason;
        Memento = memento;
        PostponedUntil = postponedUntil;
    }

    /// <summary>Null where the archive was not asked, because it is not our turn.</summary>
    public RescueOutcome? Outcome { get; }

    /// <summary>One sentence, for the log.</summary>
    public string Reason { get; }

    public Memento? Memento { get; }

    public DateTimeOffset? PostponedUntil { get; }

    public static ArchiveAnswer Found(Memento memento) => new(RescueOutcome.Found, "It has a memento.", memento);

    public static ArchiveAnswer NotArchived(string reason) => new(RescueOutcome.NotArchived, reason);

    public static ArchiveAnswer NoAnswer(string reason) => new(RescueOutcome.NoAnswer, reason);

    public static ArchiveAnswer Postponed(DateTimeOffset until) => new(null, "It is not our turn.", postponedUntil: until);
}
