namespace NewsFunctions.Core.Captures;

/// <summary>Describes our own capture of a link. Only captures write these columns of the state row.</summary>
public sealed record LinkCapture
{
    /// <summary>The time of the last capture attempt.</summary>
    public required DateTimeOffset TriedAt { get; init; }

    /// <summary>The captured file. It is null until an attempt succeeds.</summary>
    public CapturedFile? File { get; init; }
}
