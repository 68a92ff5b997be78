using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.WebArchives;

/// <summary>A link to look up.</summary>
/// <param name="Locations">The URLs of it that an archive may be told (<see cref="RescueRules.LocationsToTell"/>), in order of preference.</param>
/// <param name="Wanted">The time that a memento is wanted of; null where it is not known: the oldest then.</param>
public sealed record RescueRequest(LinkId Link, IReadOnlyList<string> Locations, DateTimeOffset? Wanted)
{
    /// <summary>No location has a public name: only TimeGates without one are asked.</summary>
    internal bool IsPrivate => !Locations.Any(PublicName.IsHostOf);
}
