using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Sites;

/// <summary>Describes a site: the locations of its links and its time zone.</summary>
public sealed record SiteProfile
{
    /// <summary>The name of the site: <c>[a-z0-9][a-z0-9-]{0,31}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Locations of media, in order of preference.</summary>
    public required IReadOnlyList<UrlTemplate> MediaUrls { get; init; }

    /// <summary>Locations of article pages, in order of preference.</summary>
    public required IReadOnlyList<UrlTemplate> PageUrls { get; init; }

    /// <summary>The hosts that the site moved to.</summary>
    public HostAliases Aliases { get; init; } = HostAliases.None;

    /// <summary>The time zone of the site's datelines.</summary>
    public required TimeZoneInfo TimeZone { get; init; }
}
