using NewsFunctions.Articles;
using NewsFunctions.Dumps;
using NewsFunctions.Events;
using NewsFunctions.Http.Responses;
using NewsFunctions.Links;
using NewsFunctions.Sites;
using NewsFunctions.Storage;

namespace NewsFunctions.Queries;

/// <summary>What anyone can ask the archive: behind the HTTP calls and the <c>news</c> command alike.</summary>
/// <remarks>Continuations that do not fit throw <see cref="InvalidContinuationException"/>.</remarks>
public sealed class ArchiveQueries(
    ArticleStore articles,
    LinkStore links,
    CheckHistory history,
    LinkShardStore shards,
    EventStore events,
    SiteProfiles sites,
    DumpQueries dumps,
    ArchiveStatistics statistics)
{
    /// <summary>Articles with how their media are: one operation more for each of the first four shards of a site that media of live articles are in, and one for
    /// each 1,000 rows of LinkShards beyond.</summary>
    /// <param name="mediaState">Only these; null: any.</param>
    public async Task<PageResponse<ArticleListItem>> ListArticlesAsync(
        ArticleFilter filter,
        MediaState? mediaState,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        var states = new MediaStates(shards);
        if (mediaState is { } wanted)
        {
            filter = filter with
            {
                MediaDied = wanted == MediaState.Dead,
                Where = async (article, token) => await states.OfAsync(article, token) == wanted,
                WhereKey = $"mediaState={wanted}",
            };
        }

        Page<ArticleSummary> page = await articles.ListAsync(filter, limit, continuation, cancellationToken);
        List<ArticleListItem> items = [];
        foreach (ArticleSummary article in page.Items)
        {
            items.Add(ArticleListItem.From(article, await states.OfAsync(article, cancellationToken)));
        }

        return new PageResponse<ArticleListItem>(items, page.Continuation);
    }

    /// <summary>An article with the states of its media: two operations and one for each shard that the media are in. Null: unknown.</summary>
    /// <param name="contentHash">The version; null: the current one.</param>
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

    /// <summary>The versions of an article, newest first. Null: no such article.</summary>
    public async Task<PageResponse<ArticleVersionResponse>?> ListVersionsAsync(
        string site,
        ArticleId id,
        int limit,
        string? continuation,
        CancellationToken cancellationToken) =>
        await articles.ListVersionsAsync(site, id, limit, continuation, cancellationToken) is { } page
            ? new PageResponse<ArticleVersionResponse>([.. page.Items.Select(ArticleVersionResponse.From)], page.Continuation)
            : null;

    public async Task<PageResponse<LinkResponse>> ListLinksAsync(
        LinkQuery query,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        // Host names compare without case, and the key must not tell spellings apart that the condition does not.
        string? host = query.Host?.ToLowerInvariant();
        var filter = new LinkFilter
        {
            Site = query.Site,
            Kind = query.Kind,
            State = query.State,
            Where = host is null ? null : link => sites.Locations(link).Any(url => IsOn(url, host)),
            WhereKey = host is null ? null : $"host={host}",
        };
        Page<Link> page = await links.ListAsync(filter, limit, continuation, cancellationToken);
        return new PageResponse<LinkResponse>([.. page.Items.Select(ToResponse)], page.Continuation);
    }

    /// <summary>One operation. Null: unknown.</summary>
    public async Task<LinkResponse?> GetLinkAsync(string site, LinkId id, CancellationToken cancellationToken) =>
        await links.GetAsync(site, id, cancellationToken) is { } stored ? ToResponse(stored.Link) : null;

    /// <summary>The checks of a link, newest first. Null: no such link.</summary>
    public async Task<PageResponse<LinkCheckResponse>?> ListChecksAsync(
        string site,
        LinkId id,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        Page<LinkCheck> page = await history.ListAsync(site, id, limit, continuation, cancellationToken);

        // Only an empty history leaves the question open whether there is such a link.
        return page.Items.Count > 0 || continuation is not null || await links.GetAsync(site, id, cancellationToken) is not null
            ? new PageResponse<LinkCheckResponse>([.. page.Items.Select(LinkCheckResponse.From)], page.Continuation)
            : null;
    }

    /// <summary>What happened to links and hosts, newest first.</summary>
    public async Task<PageResponse<EventResponse>> ListEventsAsync(
        EventFilter filter,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        Page<ArchiveEvent> page = await events.ListAsync(filter, limit, continuation, cancellationToken);
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

    /// <param name="host">Lower case.</param>
    private static bool IsOn(string url, string host) =>
        HttpUrl.TryParse(url, out Uri? parsed) && (parsed.Host == host || parsed.IdnHost == host);

    private LinkResponse ToResponse(Link link) => LinkResponse.From(link, sites.Locations(link));
}
