namespace NewsFunctions.Links.WebArchives;

/// <summary>What one request to an archive brought.</summary>
internal sealed record WebArchiveReply
{
    /// <summary>Null where there was no complete answer: see <see cref="Failure"/> and <see cref="PostponedUntil"/>.</summary>
    public int? Status { get; init; }

    /// <summary>Empty where it was not asked for.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Location { get; init; }

    public string? ContentLocation { get; init; }

    public string? Link { get; init; }

    public string? MementoDatetime { get; init; }

    /// <summary>One sentence: why there is no answer.</summary>
    public string? Failure { get; init; }

    /// <summary>Nothing was sent: not before then.</summary>
    public DateTimeOffset? PostponedUntil { get; init; }

    /// <summary>What is said of a reply that cannot be used, whatever was asked.</summary>
    public WebArchiveAnswer Unusable(string what) => PostponedUntil is { } until
        ? WebArchiveAnswer.Postponed(until)
        : WebArchiveAnswer.NoAnswer(Failure ?? $"{what} answered {Status}.");
}
