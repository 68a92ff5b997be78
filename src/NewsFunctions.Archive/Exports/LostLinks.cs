using System.Runtime.CompilerServices;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Exports;

/// <summary>Finds every article that mentions a lost link.</summary>
/// <remarks>It starts from the links, whose rows are authoritative: an article's list row names only its first hundred links, and
/// learns of a death a little later.</remarks>
public sealed class LostLinks(LinkStore links, ListedArticles articles, SiteProfiles sites)
{
    private const int MaxLinksAtOnce = 1000;

    /// <summary>Reads occurrences of dead links, or of suspect ones if the query says so, by shard, link and article. Of 1,000 lost links of a
    /// shard: one operation for the links, one for each 1,000 mentions with close keys, and at most one for each article, few if
    /// they were published close together.</summary>
    public async IAsyncEnumerable<FixRow> ReadAsync(ExportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyDictionary<LinkId, Link> lost in BatchesAsync(query, cancellationToken))
        {
            LinkShard shard = lost.Values.First().Shard;
            await foreach (IReadOnlyList<LinkReference> references in links.ReadReferencesAsync(shard, [.. lost.Keys], cancellationToken))
            {
                IReadOnlyDictionary<ArticleId, ArticleSummary> listed = await articles.FindAsync(shard.Site, references, cancellationToken);
                foreach (FixRow row in references.Select(reference => ToRow(lost[reference.Link], reference, listed)).Where(row => query.Covers(row.PublishedAt)))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Reads the lost links, at most 1,000 of one shard at a time.</summary>
    private async IAsyncEnumerable<IReadOnlyDictionary<LinkId, Link>> BatchesAsync(
        ExportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new LinkFilter
        {
            Site = query.Site,
            Kind = query.Kind,
            State = query.State ?? LinkState.Dead,
            Where = HostQuery.Condition(sites, HostQuery.Of(query.Host)),
        };
        Dictionary<LinkId, Link> batch = [];
        LinkShard? shard = null;
        await foreach (Link link in links.ReadAsync(filter, cancellationToken))
        {
            if (batch.Count > 0 && (batch.Count == MaxLinksAtOnce || link.Shard != shard))
            {
                yield return batch;
                batch = [];
            }

            shard = link.Shard;
            batch[link.Id] = link;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private FixRow ToRow(Link link, LinkReference reference, IReadOnlyDictionary<ArticleId, ArticleSummary> listed)
    {
        ArticleSummary? article = listed.GetValueOrDefault(reference.Article);
        DateTimeOffset? publishedAt = article is not null ? article.PublishedAt
            : reference.PublishedAt is { } at ? TimeZoneInfo.ConvertTime(at, sites.Get(link.Site).TimeZone)
            : null;
        return FixRow.From(
            link,
            reference.Article,
            article,
            publishedAt,
            ArticlePages.Address(sites, link.Site, reference.Article),
            sites.Locations(link) is [var first, ..] ? first : null);
    }
}
