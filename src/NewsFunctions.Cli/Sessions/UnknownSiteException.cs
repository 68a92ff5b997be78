using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Cli.Sessions;

/// <summary>Reports that a command asks about a site that is neither configured nor in the archive.</summary>
internal sealed class UnknownSiteException(string message) : Exception(message)
{
    /// <inheritdoc cref="KnownSites.IsKnownAsync"/>
    public static async Task ThrowIfUnknownAsync(string? site, IServiceProvider app, CancellationToken cancellationToken)
    {
        KnownSites sites = app.GetRequiredService<KnownSites>();
        if (site is not null && !await sites.IsKnownAsync(site, cancellationToken))
        {
            throw new UnknownSiteException($"there is no site '{site}'; the sites are {await sites.NamesAsync(cancellationToken)}");
        }
    }
}
