using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Rules;

/// <summary>What the rules make of the facts of one check.</summary>
public sealed record Judgement
{
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The location that the verdict is about; null where the link has none.</summary>
    public string? Location { get; init; }
}
