using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Sites;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Queries;

/// <summary>A command asks about a site that is neither configured nor in the archive.</summary>
internal sealed class UnknownSiteException(string message) : Exception(message)
{
    /// <summary>One operation for each site of the archive, and none for a configured site.</summary>
    public static async Task ThrowIfUnknownAsync(string? site, IServiceProvider app, CancellationToken cancellationToken)
    {
        SiteProfiles profiles = app.GetRequiredService<SiteProfiles>();
        if (site is null || profiles.IsConfigured(site))
        {
            return;
        }

        List<string> known = await app.GetRequiredService<ArticleStore>().ListSitesAsync(cancellationToken).ToListAsync(cancellationToken);
        if (!known.Contains(site))
        {
            string names = string.Join(", ", profiles.All.Select(profile => profile.Name).Union(known).Order(StringComparer.Ordinal));
            throw new UnknownSiteException($"there is no site '{site}'; the sites are {names}");
        }
    }
}
