namespace NewsFunctions.Core.Facts;

/// <summary>What one check saw, location by location in the order asked: all that the rules judge by, and the evidence that is kept.</summary>
public sealed record LinkFacts
{
    public required IReadOnlyList<LocationFacts> Locations { get; init; }

    /// <summary>What the link was like when it was last found alive; null before.</summary>
    public Fingerprint? Before { get; init; }

    /// <summary>What the dumps said of a page; null for media, and in evidence of rules before version 3.</summary>
    public ExpectedFacts? Expected { get; init; }

    /// <summary>Locations that were left out to keep the evidence within its limit.</summary>
    public int LocationsLeftOut { get; init; }
}
