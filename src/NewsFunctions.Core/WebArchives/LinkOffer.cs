namespace NewsFunctions.Core.WebArchives;

/// <summary>Records that a link was offered to a web archive's save service. Only offers write these columns of the state row.</summary>
public sealed record LinkOffer
{
    public required OfferOutcome Outcome { get; init; }

    /// <summary>The time of the offer.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The earliest time of the next offer. It is null while the service works on the link, and if the archive has it.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>The service's message, which is untrusted. It is null if there was none.</summary>
    public string? Reason { get; init; }
}
