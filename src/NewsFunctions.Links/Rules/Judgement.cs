using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Rules;

/// <summary>Holds the result of the rules for the facts of one check.</summary>
public sealed record Judgement
{
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence that explains the verdict.</summary>
    public required string Reason { get; init; }

    /// <summary>The location that the verdict is about. It is null if the link has none.</summary>
    public string? Location { get; init; }
}
