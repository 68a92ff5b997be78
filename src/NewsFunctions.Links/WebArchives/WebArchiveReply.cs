namespace NewsFunctions.Links.WebArchives;

/// <summary>Holds the result of one request to an archive.</summary>
internal sealed record WebArchiveReply
{
    /// <summary>The status. It is null if there was no complete answer: see <see cref="Failure"/> and <see cref="PostponedUntil"/>.</summary>
    public int? Status { get; init; }

    /// <summary>The body. It is empty if it was not requested.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Location { get; init; }

    public string? ContentLocation { get; init; }

    public string? Link { get; init; }

    public string? MementoDatetime { get; init; }

    /// <summary>One sentence why there is no answer.</summary>
    public string? Failure { get; init; }

    /// <summary>The time before which nothing is sent; no request was sent now.</summary>
    public DateTimeOffset? PostponedUntil { get; init; }

    /// <summary>Returns the answer for a reply that cannot be used.</summary>
    public WebArchiveAnswer Unusable(string what) => PostponedUntil is { } until
        ? WebArchiveAnswer.Postponed(until)
        : WebArchiveAnswer.NoAnswer(Failure ?? $"{what} answered {Status}.");
}
