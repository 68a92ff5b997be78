namespace NewsFunctions.Links;

/// <summary>One request of a chain of redirects.</summary>
public sealed record HopFacts
{
    public required string Method { get; init; }

    public required string Url { get; init; }

    /// <summary>Null where no status line came; why is the location's <see cref="LocationFacts.Failure"/>.</summary>
    public ResponseFacts? Response { get; init; }
}
