using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Moves articles from the site <c>local</c> to the site that their dumps belong to now.</summary>
/// <remarks>The dumps are ingested again first, so that old rows are removed only after the new ones exist. An interrupted move is
/// found again by the articles that are left in the list.</remarks>
public sealed class SiteMove(ArticleStore articles, ArticleRemoval removal, DumpIngest ingest, DumpLedger ledger)
{
    private const int PageSize = 1000;

    /// <summary>Finds the articles of the site <c>local</c>: one operation for each 1,000.</summary>
    public async Task<IReadOnlySet<ArticleId>> FindLocalAsync(CancellationToken cancellationToken)
    {
        var found = new HashSet<ArticleId>();
        string? continuation = null;
        do
        {
            ResultPage<ArticleSummary> page = await articles.ListAsync(
                new ArticleFilter { Site = SitesOptions.LocalSite }, PageSize, continuation, cancellationToken);
            found.UnionWith(page.Items.Select(article => article.Id));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return found;
    }

    /// <summary>Ingests a dump again that was ingested before. Other dumps are ingested anyway.</summary>
    public async Task IngestAgainAsync(DumpBlob dump, CancellationToken cancellationToken)
    {
        if (await ledger.GetAsync(dump.Id, cancellationToken) is { Status: DumpStatus.Ingested })
        {
            await ingest.IngestAsync(new IngestMessage(dump.Name) { DumpId = dump.Id.ToString() }, cancellationToken);
        }
    }

    /// <summary>Removes articles from the site <c>local</c>.</summary>
    /// <param name="moved">Articles by their new site.</param>
    /// <param name="dumps">Names of the dumps that contained them. An article that another dump has, too, stays.</param>
    /// <param name="textIds">Ids that the texts of these articles may have claimed.</param>
    /// <returns>The number of removed articles.</returns>
    public async Task<int> RemoveLocalAsync(
        IEnumerable<(string Site, ArticleId Id)> moved,
        IReadOnlySet<string> dumps,
        IEnumerable<ArticleId> textIds,
        CancellationToken cancellationToken)
    {
        var removed = new HashSet<ArticleId>();
        foreach ((string site, ArticleId id) in moved)
        {
            if (await removal.RemoveAsync(SitesOptions.LocalSite, id, dumps, site, cancellationToken))
            {
                removed.Add(id);
            }
        }

        if (removed.Any(id => !id.IsTextId))
        {
            await removal.ForgetClaimsAsync(SitesOptions.LocalSite, textIds.Distinct(), removed, cancellationToken);
        }

        return removed.Count;
    }
}
