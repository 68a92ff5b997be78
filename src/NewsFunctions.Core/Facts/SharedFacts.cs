namespace NewsFunctions.Core.Facts;

/// <summary>Describes an answer, identified by its bytes or its URL, that a host gives for several unrelated links or for a path
/// that cannot exist.</summary>
public sealed record SharedFacts
{
    /// <summary>The number of unrelated links seen with this answer; 0 if it is known from the not-found baseline.</summary>
    public required int Links { get; init; }
}
