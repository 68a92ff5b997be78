namespace NewsFunctions.Core.Facts;

/// <summary>Holds what one check saw, location by location in request order. The rules judge by it, and it is stored as evidence.</summary>
public sealed record LinkFacts
{
    public required IReadOnlyList<LocationFacts> Locations { get; init; }

    /// <summary>The fingerprint of the link when it was last found alive. It is null before that.</summary>
    public Fingerprint? Before { get; init; }

    /// <summary>What the dumps say about a page. It is null for media, and in evidence of rules before version 3.</summary>
    public ExpectedFacts? Expected { get; init; }

    /// <summary>The number of locations left out to keep the evidence within its limit.</summary>
    public int LocationsLeftOut { get; init; }
}
