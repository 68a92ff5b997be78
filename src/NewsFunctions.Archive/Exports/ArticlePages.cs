using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;

namespace NewsFunctions.Archive.Exports;

/// <summary>Builds the page address of an article from the settings of its site.</summary>
internal static class ArticlePages
{
    /// <summary>Returns the first location of the article's page; null if its id is not the publisher's, or the site has no template.</summary>
    public static string? Address(SiteProfiles sites, string site, ArticleId article) => !article.IsTextId
        && sites.Locations(new Link { Site = site, Id = LinkId.ForPage(article), Path = article.Value }) is [var first, ..]
            ? first
            : null;
}
