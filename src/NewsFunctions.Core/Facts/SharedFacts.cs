namespace NewsFunctions.Core.Facts;

/// <summary>An answer, by its bytes or by the address that it came from, that a host gives for several links that have nothing to do
/// with each other, or for a path that cannot exist.</summary>
public sealed record SharedFacts
{
    /// <summary>Unrelated links that were seen to get it; 0 where it is known from the path that cannot exist.</summary>
    public required int Links { get; init; }
}
