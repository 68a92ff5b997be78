using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Holds the answer of a save service for one link.</summary>
public sealed record SaveReply
{
    /// <summary>The outcome. It is null if the service must get no requests, see <see cref="StopUntil"/>.</summary>
    public OfferOutcome? Outcome { get; init; }

    /// <summary>The id of the job, if the service accepted the request.</summary>
    public string? Job { get; init; }

    /// <summary>The time of the memento, if there is one.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>The service's message, which is untrusted.</summary>
    public string? Reason { get; init; }

    /// <summary>The time before which nothing more may be sent. It is null if the service accepts requests.</summary>
    public DateTimeOffset? StopUntil { get; init; }

    /// <summary>Says whether the service rejects the keys of the settings.</summary>
    public bool AreKeysRefused { get; init; }
}
