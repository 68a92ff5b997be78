using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.States;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Search;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Archive.Queries;

/// <summary>Answers all questions to the archive, for the HTTP calls and the <c>news</c> command.</summary>
/// <remarks>Invalid continuations throw <see cref="InvalidContinuationException"/>.</remarks>
public sealed class ArchiveQueries(
    ArticleStore articles,
    WordSearch search,
    WordRows words,
    LinkStore links,
    LinkReferences references,
    ListedArticles listed,
    CheckHistory history,
    LinkShardStore shards,
    EventStore events,
    SiteProfiles sites,
    DumpQueries dumps,
    ArchiveStatistics statistics,
    TimeProvider time)
{
    private const string WordsMissing =
        "Articles that an older version ingested are not searched yet: their words were not kept. Run 'news rebuild' once; it adds them.";

    /// <summary>Lists articles with the states of their media: one more operation for each of the first four shards of a site that media are in, and
    /// one for each 1,000 rows of LinkShards beyond. With a condition on media or with search words, it scans until the page is
    /// full, within a <see cref="ScanBudget"/>.</summary>
    /// <param name="query">The search words for title and text; null for none. Costs what <see cref="WordSearch.FindAsync"/> says, and one operation
    /// if not all articles have their words.</param>
    public async Task<ArticleListResponse> ListArticlesAsync(
        ArticleFilter filter,
        MediaQuery media,
        SearchQuery? query,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        var states = new MediaStates(shards);
        if (!media.IsAny)
        {
            filter = filter with
            {
                MediaDied = media.State == WantedMedia.Dead,
                Where = async (article, token) =>
                    media.HasKind(article) && (media.State is null || media.Fits(await states.OfAsync(article, media.Kind, token))),
                WhereKey = media.Key,
                Budget = new ScanBudget(time),
            };
        }

        if (query is not null)
        {
            ResultPage<FoundArticle> found = await search.FindAsync(
                query, filter with { Budget = new ScanBudget(time) }, limit, continuation, cancellationToken);
            return await ToResponseAsync(
                found, states, await words.IsCompleteAsync(cancellationToken) ? null : WordsMissing, cancellationToken);
        }

        ResultPage<ArticleSummary> page = await articles.ListAsync(filter, limit, continuation, cancellationToken);
        return await ToResponseAsync(
            page.Select(article => new FoundArticle(article, Excerpt: null)), states, note: null, cancellationToken);
    }

    /// <summary>Gets an article with the states of its media: two operations and one for each shard that the media are in. Null: unknown.</summary>
    /// <param name="contentHash">The version; null means the current one.</param>
    public async Task<ArticleResponse?> GetArticleAsync(string site, ArticleId id, string? contentHash, CancellationToken cancellationToken)
    {
        if (await articles.GetAsync(site, id, contentHash, cancellationToken) is not { } stored)
        {
            return null;
        }

        HashSet<LinkId> media = [.. stored.Article.Related.Select(RelatedResponse.Media).OfType<LinkId>()];
        IReadOnlyDictionary<LinkId, Link> known = media.Count == 0
            ? new Dictionary<LinkId, Link>()
            : await links.GetManyAsync(site, media, cancellationToken);
        return ArticleResponse.From(stored, known);
    }

    /// <summary>Explains why there is no such article or version: it was taken down, or never existed.</summary>
    public async Task<Problem> ExplainMissingAsync(string site, ArticleId id, string? contentHash, CancellationToken cancellationToken) =>
        await articles.IsTakenDownAsync(site, id, contentHash, cancellationToken) ? Problems.Gone(Problems.TakenDown(site, id.Value))
        : Problems.NotFound(contentHash is null ? Problems.UnknownArticle(site, id.Value) : Problems.UnknownVersion(site, id.Value, contentHash));

    /// <summary>Lists the versions of an article, newest first. Returns null if there is no such article.</summary>
    public async Task<PageResponse<ArticleVersionResponse>?> ListVersionsAsync(
        string site,
        ArticleId id,
        int limit,
        string? continuation,
        CancellationToken cancellationToken) =>
        await articles.ListVersionsAsync(site, id, limit, continuation, cancellationToken) is { } page
            ? new PageResponse<ArticleVersionResponse>([.. page.Items.Select(ArticleVersionResponse.From)], page.Continuation)
            : null;

    /// <summary>Lists links in the order of site, kind and bucket. The storage filters by state, verdict and times; filters by host and time
    /// scan until the page is full, within a <see cref="ScanBudget"/>.</summary>
    public async Task<PageResponse<LinkResponse>> ListLinksAsync(
        LinkQuery query,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        HostQuery? host = HostQuery.Of(query.Host);
        var filter = new LinkFilter
        {
            Site = query.Site,
            Kind = query.Kind,
            State = query.State,
            Verdict = query.Verdict,
            CheckedFrom = query.CheckedFrom,
            CheckedTo = query.CheckedTo,
            Where = HostQuery.Condition(sites, host),
            WhereKey = host is null ? null : $"host={host}",
            Budget = host is null && query.CheckedFrom is null && query.CheckedTo is null ? null : new ScanBudget(time),
        };
        ResultPage<Link> page = await links.ListAsync(filter, limit, continuation, cancellationToken);
        return new PageResponse<LinkResponse>([.. page.Items.Select(ToResponse)], page.Continuation);
    }

    /// <summary>Gets a link with the reason for its state in words. Costs one operation. Null means unknown.</summary>
    public async Task<LinkResponse?> GetLinkAsync(string site, LinkId id, CancellationToken cancellationToken) =>
        await links.GetWithChecksAsync(site, id, cancellationToken) is var (link, checks)
            ? ToResponse(link) with { Because = StateReason.Explain(link, checks) }
            : null;

    /// <summary>Lists the checks of a link, newest first. Returns null if there is no such link.</summary>
    public async Task<PageResponse<LinkCheckResponse>?> ListChecksAsync(
        string site,
        LinkId id,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        ResultPage<LinkCheck> page = await history.ListAsync(site, id, limit, continuation, cancellationToken);

        // Only an empty history leaves open whether there is such a link.
        return page.Items.Count > 0 || continuation is not null || await links.GetAsync(site, id, cancellationToken) is not null
            ? new PageResponse<LinkCheckResponse>([.. page.Items.Select(LinkCheckResponse.From)], page.Continuation)
            : null;
    }

    /// <summary>Lists the articles that mention a link, by id: one operation for each 1,000, and at most one for the title of each, few if they
    /// were published close together. Returns null if there is no such link.</summary>
    public async Task<PageResponse<LinkArticleResponse>?> ListLinkArticlesAsync(
        string site,
        LinkId id,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        ResultPage<LinkReference> page = await references.ListAsync(site, id, limit, continuation, cancellationToken);
        TimeZoneInfo zone = sites.Get(site).TimeZone;
        IReadOnlyDictionary<ArticleId, ArticleSummary> titles = await listed.FindAsync(site, page.Items, cancellationToken);

        // Only a link without mentions leaves open whether there is such a link.
        return page.Items.Count > 0 || continuation is not null || await links.GetAsync(site, id, cancellationToken) is not null
            ? new PageResponse<LinkArticleResponse>(
                [.. page.Items.Select(one => LinkArticleResponse.From(site, one, titles.GetValueOrDefault(one.Article)?.Title, zone))], page.Continuation)
            : null;
    }

    /// <summary>Lists events, newest first. A filter by host scans until the page is full, within a <see cref="ScanBudget"/>.</summary>
    public async Task<PageResponse<EventResponse>> ListEventsAsync(
        EventFilter filter,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        if (HostQuery.Of(filter.Host) is { } host)
        {
            filter = filter with { Host = host.ToString(), Where = archiveEvent => IsOn(archiveEvent, host), Budget = new ScanBudget(time) };
        }

        ResultPage<ArchiveEvent> page = await events.ListAsync(filter, limit, continuation, cancellationToken);
        return new PageResponse<EventResponse>([.. page.Items.Select(EventResponse.From)], page.Continuation);
    }

    /// <inheritdoc cref="DumpQueries.ListAsync"/>
    public Task<PageResponse<DumpResponse>> ListDumpsAsync(
        DumpFilter filter,
        int limit,
        string? continuation,
        CancellationToken cancellationToken) => dumps.ListAsync(filter, limit, continuation, cancellationToken);

    /// <inheritdoc cref="DumpQueries.GetAsync(DumpId, CancellationToken)"/>
    public Task<DumpResponse?> GetDumpAsync(DumpId id, CancellationToken cancellationToken) => dumps.GetAsync(id, cancellationToken);

    /// <inheritdoc cref="ArchiveStatistics.GetAsync"/>
    public Task<StatsResponse> GetStatsAsync(string? site, CancellationToken cancellationToken) => statistics.GetAsync(site, cancellationToken);

    private static async Task<ArticleListResponse> ToResponseAsync(
        ResultPage<FoundArticle> page, MediaStates states, string? note, CancellationToken cancellationToken)
    {
        List<ArticleListItem> items = [];
        foreach (FoundArticle found in page.Items)
        {
            items.Add(ArticleListItem.From(found.Article, await states.OfAsync(found.Article, cancellationToken), found.Excerpt));
        }

        return new ArticleListResponse(items, page.Continuation, ScannedTo.Of(page), note);
    }

    private bool IsOn(ArchiveEvent archiveEvent, HostQuery host) => archiveEvent.Kind is null
        ? archiveEvent.What != EventWhat.Digest && host.IsHost(archiveEvent.Subject)
        : LinkId.TryParse(archiveEvent.Subject, out LinkId id)
            && sites.Locations(new Link { Site = archiveEvent.Site, Id = id, Path = archiveEvent.Path ?? "" }).Any(host.Has);

    private LinkResponse ToResponse(Link link) => LinkResponse.From(link, sites.Locations(link));
}
