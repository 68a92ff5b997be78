using System.Runtime.CompilerServices;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.Survival;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Exports;

/// <summary>Reads the rows of exports, a page of storage at a time.</summary>
public sealed class ExportedRows(ArticleStore articles, LinkStore links, LinkShardStore shards, CheckHistory history, SiteProfiles sites)
{
    // The cache of shards is cleared after this many articles: a long export must not hold all of them.
    private const int ArticlesOfOneLook = 1000;

    /// <summary>Reads articles with their list data. Of 1,000 articles: one operation, one for each of the first four shards of a site that
    /// their media are in, and one for each 1,000 rows of LinkShards beyond.</summary>
    public async IAsyncEnumerable<ArticleRow> ArticlesAsync(ExportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new ArticleFilter { Site = query.Site, From = query.From, To = query.To, MediaDied = query.MediaState == WantedMedia.Dead };
        var wanted = new MediaQuery(query.MediaState, query.Kind);
        var states = new MediaStates(shards);
        int seen = 0;
        await foreach (ArticleSummary article in articles.ReadAsync(filter, cancellationToken))
        {
            if (++seen % ArticlesOfOneLook == 0)
            {
                states = new MediaStates(shards);
            }

            if (!wanted.HasKind(article))
            {
                continue;
            }

            // Kind and state go together: only media of the kind are judged. The row has all media.
            ArticleMedia media = await states.OfAsync(article, cancellationToken);
            if (wanted.State is null || wanted.Fits(wanted.Kind is null ? media : await states.OfAsync(article, wanted.Kind, cancellationToken)))
            {
                yield return ArticleRow.From(article, media, ArticlePages.Address(sites, article.Site, article.Id));
            }
        }
    }

    /// <summary>Reads links with their list data: one operation for each shard that may have some, and for each further 1,000 links of it.</summary>
    public async IAsyncEnumerable<LinkRow> LinksAsync(ExportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new LinkFilter
        {
            Site = query.Site,
            Kind = query.Kind,
            State = query.State,
            Verdict = query.Verdict,
            CheckedFrom = query.CheckedFrom,
            CheckedTo = query.CheckedTo,
            Where = HostQuery.Condition(sites, HostQuery.Of(query.Host)),
        };
        await foreach (Link link in links.ReadAsync(filter, cancellationToken))
        {
            yield return LinkRow.From(LinkResponse.From(link, sites.Locations(link)));
        }
    }

    /// <summary>Reads every check, by shard and link, the newest of each link first: one operation for 250 links of a shard, one for each 250
    /// full pages of their histories.</summary>
    public async IAsyncEnumerable<CheckRow> ChecksAsync(ExportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ShardStatus status in shards.ReadAllAsync(query.Site, cancellationToken))
        {
            if (query.Kind is { } kind && kind != status.Shard.Kind)
            {
                continue;
            }

            await foreach (LinkCheck check in history.ReadAsync(status.Shard, cancellationToken))
            {
                if (query.Covers(check.CheckedAt) && (query.Verdict is null || (query.Verdict == check.Verdict && check.Judgement is null)))
                {
                    yield return CheckRow.From(status.Shard.Site, check);
                }
            }
        }
    }

    /// <summary>Reads the lives of links, except of those that a person judged: one operation for each shard and each further 1,000 links of it.
    /// If paths have no date, one for each further 1,000 links and mentions together.</summary>
    public async IAsyncEnumerable<SurvivalRow> SurvivalAsync(ExportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = HostQuery.Of(query.Host);
        await foreach (ShardStatus status in shards.ReadAllAsync(query.Site, cancellationToken))
        {
            if (query.Kind is { } kind && kind != status.Shard.Kind)
            {
                continue;
            }

            await foreach ((Link link, DateTimeOffset? mentionedAt) in links.ReadStatesAsync(status.Shard, cancellationToken))
            {
                if (link.Judgement is not null)
                {
                    continue;
                }

                string? host = LinkHosts.First(sites, link);
                var life = LinkLife.Of(link, mentionedAt);
                if ((wanted is null || wanted.IsHost(host)) && (query.Born is null || query.Born == life.Birth?.Year))
                {
                    yield return SurvivalRow.From(link, life, host);
                }
            }
        }
    }
}
