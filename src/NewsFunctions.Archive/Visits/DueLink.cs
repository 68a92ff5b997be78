using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Holds a link that a visit checks.</summary>
/// <param name="Locations">The URLs to request, in order; never empty.</param>
public sealed record DueLink(StoredLink Stored, IReadOnlyList<string> Locations);
