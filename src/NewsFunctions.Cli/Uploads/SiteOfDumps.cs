using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Says to which site a run's dumps belong if they name none, and moves those that belonged to <c>local</c> before.</summary>
internal sealed class SiteOfDumps(IServiceProvider app, Terminal terminal)
{
    private readonly SiteMove _move = app.GetRequiredService<SiteMove>();

    /// <returns>False if the archive has articles of another site, and nothing says where these dumps belong; the reason has been printed.
    /// The content of the dumps does not matter: the ingest decides by names and metadata, too.</returns>
    public async Task<bool> MayUploadAsync(
        IReadOnlyList<DumpFile> files, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        ArticleReader reader = app.GetRequiredService<ArticleReader>();
        if (app.GetRequiredService<SiteProfiles>().IsDefaultSiteSet || files.All(file => reader.NamesSite(file.Name, metadata)))
        {
            return true;
        }

        IReadOnlyList<string> others = await app.GetRequiredService<DefaultSiteGuard>().FindOtherSitesAsync(cancellationToken);
        if (others.Count > 0)
        {
            terminal.Fail($"{DefaultSiteGuard.Explain(others)} Or say it for this run: --site {others[0]}.");
        }

        return others.Count == 0;
    }

    /// <summary>Reports to which site dumps belong that name none.</summary>
    public void Report(IReadOnlyList<DumpInventory> inventories)
    {
        if (!app.GetRequiredService<SiteProfiles>().IsDefaultSiteSet && inventories.Any(inventory => inventory.AssumesSite))
        {
            terminal.Progress(
                "These dumps name no site, so they belong to 'local', whose links have no locations; name one with --site (alalam is built in; README: Your own site).");
        }
    }

    /// <summary>Ingests dumps again whose articles are in the site <c>local</c>.</summary>
    /// <returns>The articles to remove there once the dumps are ingested.</returns>
    public async Task<IReadOnlyList<DumpInventory>> IngestAgainAsync(
        IReadOnlyList<DumpInventory> inventories, IReadOnlyList<DumpBlob> blobs, CancellationToken cancellationToken)
    {
        if (inventories.All(inventory => inventory.Articles.All(article => article.Site == SitesOptions.LocalSite)))
        {
            return [];
        }

        IReadOnlySet<ArticleId> local = await _move.FindLocalAsync(cancellationToken);
        List<DumpInventory> moving = [];
        foreach ((DumpInventory inventory, DumpBlob blob) in inventories.Zip(blobs))
        {
            if (Moved(inventory).Any(article => local.Contains(article.Id)))
            {
                await _move.IngestAgainAsync(blob, cancellationToken);
                moving.Add(inventory);
            }
        }

        return moving;
    }

    /// <summary>Removes what was moved, now that the new rows are written.</summary>
    public async Task FinishAsync(IReadOnlyList<DumpInventory> moving, IEnumerable<string> dumps, CancellationToken cancellationToken)
    {
        if (moving.Count == 0)
        {
            return;
        }

        IReadOnlySet<ArticleId> local = await _move.FindLocalAsync(cancellationToken);
        (string Site, ArticleId Id)[] moved = [.. moving.SelectMany(Moved).Where(article => local.Contains(article.Id)).DistinctBy(article => article.Id)];
        int removed = await _move.RemoveLocalAsync(
            moved, dumps.ToHashSet(), moving.SelectMany(inventory => inventory.Texts).Select(text => text.TextId), cancellationToken);
        if (removed > 0)
        {
            string sites = string.Join(", ", moved.Select(article => article.Site).Distinct().Order(StringComparer.Ordinal));
            terminal.Progress($"Moved {Show.Counted(removed, "article")} from the site 'local' to {sites}.");
        }
    }

    // Returns articles as they may be known under local: a template that is new may have given an article its id.
    private static IEnumerable<(string Site, ArticleId Id)> Moved(DumpInventory inventory) =>
        inventory.Articles.Concat(inventory.Texts).Where(article => article.Site != SitesOptions.LocalSite);
}
