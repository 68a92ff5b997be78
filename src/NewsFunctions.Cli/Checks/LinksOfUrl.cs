using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Sites;

namespace NewsFunctions.Cli.Checks;

/// <summary>Finds the links that a URL may be a location of, by the templates of the configured sites.</summary>
internal static class LinksOfUrl
{
    private static readonly LinkKind[] Media = [LinkKind.Image, LinkKind.Video, LinkKind.Other];

    /// <param name="url">The URL as it was typed: a dump may contain exactly that instead of a path.</param>
    /// <returns>The links, the likeliest first; the archive need not know any of them.</returns>
    public static IEnumerable<(string Site, LinkId Id)> Find(string url, Uri uri, SiteProfiles sites)
    {
        if (sites.FindPage(uri) is var (pageSite, article))
        {
            yield return (pageSite.Name, LinkId.ForPage(article));
        }

        foreach (SiteProfile site in sites.All)
        {
            foreach (UrlTemplate template in site.MediaUrls)
            {
                if (template.TryMatch(uri, out string? path))
                {
                    foreach (LinkKind kind in Media)
                    {
                        yield return (site.Name, LinkId.ForMedia(kind, path));
                    }
                }
            }
        }

        foreach (SiteProfile site in sites.All)
        {
            foreach (LinkKind kind in Media)
            {
                yield return (site.Name, LinkId.ForMedia(kind, url));
            }
        }
    }
}
