using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Names the host that a link counts for in estimates of survival.</summary>
internal static class LinkHosts
{
    /// <summary>Returns the host of the first location by the settings of the site, wherever the link was found, so that it does not depend on the
    /// link's fate. Returns null if it has no location.</summary>
    public static string? First(SiteProfiles sites, Link link) =>
        sites.Locations(link with { State = LinkState.Unknown }) is [var first, ..] ? HostName.TryOf(first) : null;
}
