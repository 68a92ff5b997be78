namespace NewsFunctions.Core.Captures;

/// <summary>What is known of our own copy of a link: columns of its state row that nothing else writes.</summary>
public sealed record LinkCapture
{
    /// <summary>When a copy was last tried.</summary>
    public required DateTimeOffset TriedAt { get; init; }

    /// <summary>Null while none was made.</summary>
    public CapturedFile? File { get; init; }
}
