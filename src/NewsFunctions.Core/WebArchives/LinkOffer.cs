namespace NewsFunctions.Core.WebArchives;

/// <summary>That a link was offered to a web archive's save service: columns of its state row that nothing else writes.</summary>
public sealed record LinkOffer
{
    public required OfferOutcome Outcome { get; init; }

    /// <summary>When it was offered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it may be offered again; null while the service works, and where the archive has it.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>What the service said; not trusted. Null where it said nothing.</summary>
    public string? Reason { get; init; }
}
