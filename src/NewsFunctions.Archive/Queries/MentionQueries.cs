using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Archive.Queries;

/// <summary>Finds an article for each of many links at once, so that lists can show where a link was mentioned.</summary>
public sealed class MentionQueries(LinkStore links, LinkReferences references, ListedArticles articles, SiteProfiles sites)
{
    private const int AtOnce = 8;

    /// <summary>Finds mentions. Costs two operations for each link and one for its article. Unknown links are omitted.</summary>
    public async Task<PageResponse<LinkMentionResponse>> FindAsync(IReadOnlyList<(string Site, LinkId Link)> asked, CancellationToken cancellationToken)
    {
        var found = new LinkMentionResponse?[asked.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, asked.Count, parallel, async (i, token) => found[i] = await FindAsync(asked[i].Site, asked[i].Link, token));
        return new PageResponse<LinkMentionResponse>([.. found.OfType<LinkMentionResponse>()], Continuation: null);
    }

    private async Task<LinkMentionResponse?> FindAsync(string site, LinkId id, CancellationToken cancellationToken)
    {
        if (await links.GetAsync(site, id, cancellationToken) is not { Link: var link })
        {
            return null;
        }

        ResultPage<LinkReference> first = await references.ListAsync(site, id, limit: 1, continuation: null, cancellationToken);
        LinkReference? reference = first.Items.Count > 0 ? first.Items[0] : null;
        LinkResponse response = LinkResponse.From(link, sites.Locations(link));
        return new LinkMentionResponse
        {
            Site = site,
            LinkId = id.Value,
            State = link.State,
            MementoUrl = response.MementoUrl,
            CaptureUrl = response.CaptureUrl,
            Article = reference is null ? null : await ToArticleAsync(site, reference, cancellationToken),
            MoreArticles = first.Continuation is not null,
        };
    }

    private async Task<LinkArticleResponse> ToArticleAsync(string site, LinkReference reference, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ArticleId, ArticleSummary> listed = await articles.FindAsync(site, [reference], cancellationToken);
        return LinkArticleResponse.From(site, reference, listed.GetValueOrDefault(reference.Article)?.Title, sites.Get(site).TimeZone);
    }
}
