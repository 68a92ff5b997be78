using NewsFunctions.Links;

namespace NewsFunctions.Rescue;

/// <summary>A link to look up.</summary>
/// <param name="Locations">The URLs of it that an archive can know, in order of preference.</param>
/// <param name="Wanted">The time that a memento is wanted of; null where it is not known: the oldest then.</param>
public sealed record RescueRequest(LinkId Link, IReadOnlyList<string> Locations, DateTimeOffset? Wanted);
