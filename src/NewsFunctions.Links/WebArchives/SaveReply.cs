using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>What a save service said of one link.</summary>
public sealed record SaveReply
{
    /// <summary>The outcome; null where the service is to be left alone, see <see cref="StopUntil"/>.</summary>
    public OfferOutcome? Outcome { get; init; }

    /// <summary>Names the order, where the service took it.</summary>
    public string? Job { get; init; }

    /// <summary>When the copy was taken, where there is one.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>What the service said; not trusted.</summary>
    public string? Reason { get; init; }

    /// <summary>Nothing more is to be sent before then; null where the service goes on.</summary>
    public DateTimeOffset? StopUntil { get; init; }

    /// <summary>Whether the service does not accept the keys of the settings.</summary>
    public bool AreKeysRefused { get; init; }
}
