using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Describes a link to look up.</summary>
/// <param name="Locations">Its URLs that an archive may be told (<see cref="RescueRules.LocationsToLookUp"/>), in order of preference.</param>
/// <param name="Wanted">The wanted time of the memento; null if it is not known, which selects the oldest.</param>
public sealed record RescueRequest(LinkId Link, IReadOnlyList<string> Locations, DateTimeOffset? Wanted)
{
    /// <summary>Says whether no location has a public name: only TimeGates without one are then queried.</summary>
    internal bool IsPrivate => !Locations.Any(PublicName.IsHostOf);
}
