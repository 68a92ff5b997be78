using System.Collections.Concurrent;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Queries;

/// <summary>Distinguishes misspelt sites from empty ones. A request for an unknown site is refused, because an
/// empty answer would hide the error.</summary>
public sealed class KnownSites(SiteProfiles profiles, ArticleStore articles, LinkShardStore shards)
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>Returns whether a site is configured or has articles or links. No operation for a configured site or one that was seen
    /// before; otherwise one, and one more if it has no articles.</summary>
    public async Task<bool> IsKnownAsync(string site, CancellationToken cancellationToken)
    {
        if (profiles.IsConfigured(site) || _seen.ContainsKey(site))
        {
            return true;
        }

        bool isKnown = await articles.CountAsync(site, 0, cancellationToken) is { Complete: false }
            || await shards.ReadAllAsync(site, cancellationToken).AnyAsync(cancellationToken);
        if (isKnown)
        {
            _seen[site] = true;
        }

        return isKnown;
    }

    /// <summary>Lists the names of the sites for an error: one operation for each site that has articles, and one more.</summary>
    public async Task<string> NamesAsync(CancellationToken cancellationToken)
    {
        List<string> known = await articles.ListSitesAsync(cancellationToken).ToListAsync(cancellationToken);
        return string.Join(", ", profiles.All.Select(profile => profile.Name).Union(known).Order(StringComparer.Ordinal));
    }
}
