using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Refuses dumps that name no site if the archive has articles of another site, until <c>DefaultSite</c> is set.</summary>
/// <remarks>Before the site <c>local</c> existed, such dumps belonged to the built-in site. An archive of that time must not be split.</remarks>
public sealed class DefaultSiteGuard(SiteProfiles sites, ArticleStore articles)
{
    private readonly Lock _lock = new();
    private volatile bool _isSettled;
    private Task<IReadOnlyList<string>>? _search;

    /// <summary>Finds the other sites of the archive; empty if such dumps may be ingested. A few operations, once per process. Calls at
    /// the same time share them.</summary>
    public Task<IReadOnlyList<string>> FindOtherSitesAsync(CancellationToken cancellationToken)
    {
        if (_isSettled || sites.IsDefaultSiteSet)
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }

        lock (_lock)
        {
            if (_search is null or { IsCompleted: true })
            {
                // A caller that gives up does not end the search of the others.
                _search = SearchAsync(CancellationToken.None);
            }

            return _search.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Explains to a person what is missing.</summary>
    public static string Explain(IReadOnlyList<string> others) =>
        $"This archive has articles of {string.Join(", ", others)}, and no default site is set for dumps that name none. "
        + $"Set DefaultSite to {string.Join(" or ", others)}, or to {SitesOptions.LocalSite} to keep them apart.";

    private async Task<IReadOnlyList<string>> SearchAsync(CancellationToken cancellationToken)
    {
        // The samples name their site, and do not indicate where other dumps belong.
        List<string> others = await articles.ListSitesAsync(cancellationToken)
            .Where(site => site is not (SitesOptions.LocalSite or SitesOptions.SamplesSite))
            .ToListAsync(cancellationToken);
        _isSettled = others.Count == 0;
        return others;
    }
}
