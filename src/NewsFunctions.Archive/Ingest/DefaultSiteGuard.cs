using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Keeps dumps that name no site out of an archive that has articles of another one, until <c>DefaultSite</c> says where they belong.</summary>
/// <remarks>Before there was the site <c>local</c>, such dumps belonged to the built-in site: an archive of that time must not be split.</remarks>
public sealed class DefaultSiteGuard(SiteProfiles sites, ArticleStore articles)
{
    private volatile bool _isSettled;

    /// <summary>The other sites of the archive; empty where such dumps may be ingested. A few operations, once a process.</summary>
    public async Task<IReadOnlyList<string>> FindOtherSitesAsync(CancellationToken cancellationToken)
    {
        if (_isSettled || sites.IsDefaultSiteSet)
        {
            return [];
        }

        // The samples name their site, and say nothing of where other dumps belong.
        List<string> others = await articles.ListSitesAsync(cancellationToken)
            .Where(site => site is not (SitesOptions.LocalSite or SitesOptions.SamplesSite))
            .ToListAsync(cancellationToken);
        _isSettled = others.Count == 0;
        return others;
    }

    /// <summary>What is missing, for a person.</summary>
    public static string Explain(IReadOnlyList<string> others) =>
        $"This archive has articles of {string.Join(", ", others)}, and no default site is set for dumps that name none. "
        + $"Set DefaultSite to {string.Join(" or ", others)}, or to {SitesOptions.LocalSite} to keep them apart.";
}
