using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>A link that a visit checks.</summary>
/// <param name="Locations">Where it is asked for, in order; never empty.</param>
public sealed record DueLink(StoredLink Stored, IReadOnlyList<string> Locations);
