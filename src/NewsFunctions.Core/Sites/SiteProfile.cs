using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Sites;

/// <summary>What is known of a site: where its links are found, and its clock.</summary>
public sealed record SiteProfile
{
    /// <summary><c>[a-z0-9][a-z0-9-]{0,31}</c></summary>
    public required string Name { get; init; }

    /// <summary>Locations of media, in order of preference.</summary>
    public required IReadOnlyList<UrlTemplate> MediaUrls { get; init; }

    /// <summary>Locations of article pages, in order of preference.</summary>
    public required IReadOnlyList<UrlTemplate> PageUrls { get; init; }

    /// <summary>Where the site moved to.</summary>
    public HostAliases Aliases { get; init; } = HostAliases.None;

    /// <summary>The zone of the site's datelines.</summary>
    public required TimeZoneInfo TimeZone { get; init; }
}
