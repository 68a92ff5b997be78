using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Cli.Uploads;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.Cli.Run;

/// <summary>Processes a folder of dumps up to a summary, on an app that runs: upload, ingest, check.</summary>
internal sealed class RunSession(IServiceProvider app, Terminal terminal, TimeProvider time)
{
    private readonly DumpLedger _ledger = app.GetRequiredService<DumpLedger>();
    private readonly LinkStore _links = app.GetRequiredService<LinkStore>();
    private readonly StorageSaves _saves = app.GetRequiredService<StorageSaves>();
    private readonly SlowWork _slow = new(terminal, time);
    private readonly ProgressWait _wait = new(time, terminal, app.GetRequiredService<StorageSaves>());

    /// <param name="started">The timestamp from which <see cref="RunSummary.Seconds"/> counts.</param>
    /// <returns>The summary; null when the work stopped advancing. The reason has been printed.</returns>
    public async Task<RunSummary?> RunAsync(
        IReadOnlyList<DumpFile> files,
        IReadOnlyDictionary<string, string> metadata,
        long started,
        CancellationToken cancellationToken)
    {
        await app.GetRequiredService<ArchiveSetup>().CreateAsync(cancellationToken);
        DumpBlobs uploads = app.GetRequiredService<DumpBlobs>();
        await uploads.EnsureListableAsync(cancellationToken);
        var sites = new SiteOfDumps(app, terminal);
        if (!await sites.MayUploadAsync(files, metadata, cancellationToken))
        {
            return null;
        }

        (IReadOnlyList<UploadedFile> uploaded, IReadOnlyCollection<SkippedFile> skipped) =
            await new DumpUploads(uploads, app.GetRequiredService<ArticleReader>(), terminal, time).UploadAsync(files, metadata, cancellationToken);
        await _saves.EnsureAsync(cancellationToken);
        DumpBlob[] blobs = [.. uploaded.Select(file => file.Upload.Dump)];
        DumpInventory[] inventories = [.. uploaded.Select(file => file.Inventory)];
        sites.Report(inventories);
        IReadOnlyCollection<Link> before = await StatesAsync(DumpInventory.Union(inventories), cancellationToken);
        IReadOnlyList<DumpInventory> moving = await _slow.RunAsync(
            () => "Looking for articles that move from the site 'local'.",
            () => sites.IngestAgainAsync(inventories, blobs, cancellationToken));
        if (await new LedgerWatch(_ledger, app.GetRequiredService<IngestQueue>(), _saves, _wait).WaitAsync([.. uploaded.Select(file => file.Upload)], cancellationToken) is not { } entries)
        {
            return Stuck("the ingest of the dumps");
        }

        DumpEntry[] fates = [.. blobs.Select(blob => entries[blob.Id])];
        Complain(fates);
        DumpInventory ingested = DumpInventory.Union(inventories.Where((_, i) => fates[i].Status == DumpStatus.Ingested));
        await sites.FinishAsync(
            [.. moving.Where(inventory => fates[inventories.Index().First(one => one.Item == inventory).Index].Status == DumpStatus.Ingested)],
            fates.Where(fate => fate.Status == DumpStatus.Ingested).Select(fate => fate.Name),
            cancellationToken);
        if (!await CheckAsync(ingested, cancellationToken))
        {
            return Stuck("the check of the links");
        }

        await _saves.EnsureAsync(cancellationToken);
        IReadOnlyCollection<Link> after = await StatesAsync(ingested, cancellationToken);
        Dictionary<(string, LinkId), int> checksBefore = before.ToDictionary(link => (link.Site, link.Id), link => link.Checks);
        return new RunSummary
        {
            Dumps = new RunDumps(
                fates.Count(fate => fate.Status == DumpStatus.Ingested),
                fates.Count(fate => fate.Status == DumpStatus.Rejected),
                fates.Count(fate => fate.Status is not (DumpStatus.Ingested or DumpStatus.Rejected))),
            Skipped = [.. skipped],
            Articles = ingested.Articles.Count,
            Links = RunLinks.Of(after),
            Checks = after.Sum(link => (long)(link.Checks - checksBefore.GetValueOrDefault((link.Site, link.Id)))),
            Refused = await new RefusalReport(app).FindAsync(after, cancellationToken),
            Seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 1),
        };
    }

    private Task<IReadOnlyCollection<Link>> StatesAsync(DumpInventory inventory, CancellationToken cancellationToken) => _slow.RunAsync(
        () => $"Looking up {Show.Counted(inventory.Links.Count, "link")}.",
        () => ReadStatesAsync(inventory, cancellationToken));

    private async Task<IReadOnlyCollection<Link>> ReadStatesAsync(DumpInventory inventory, CancellationToken cancellationToken)
    {
        var states = new List<Link>();
        foreach ((string site, IReadOnlyCollection<LinkId> ids) in BySite(inventory))
        {
            states.AddRange((await _links.GetManyAsync(site, ids, cancellationToken)).Values);
        }

        return states;
    }

    private Task<bool> CheckAsync(DumpInventory inventory, CancellationToken cancellationToken) =>
        new CheckNow(_links, app.GetRequiredService<LinkShardStore>(), app.GetRequiredService<LinkCheckPlanner>(), app.GetRequiredService<SiteProfiles>(), _wait, time)
            .RunAsync(BySite(inventory), cancellationToken);

    private static Dictionary<string, IReadOnlyCollection<LinkId>> BySite(DumpInventory inventory) => inventory.Links
        .GroupBy(link => link.Site, link => link.Id)
        .ToDictionary(site => site.Key, IReadOnlyCollection<LinkId> (site) => [.. site]);

    private void Complain(IEnumerable<DumpEntry> fates)
    {
        foreach (DumpEntry fate in fates.Where(fate => fate.Status != DumpStatus.Ingested))
        {
            terminal.Progress($"{fate.Status}: {fate.Name}: {fate.Error}");
            foreach (DumpDiagnostic diagnostic in fate.Diagnostics.Take(3))
            {
                terminal.Progress($"  {diagnostic.Code} at byte {diagnostic.Offset}: {diagnostic.Message}");
            }
        }
    }

    private RunSummary? Stuck(string what)
    {
        terminal.Fail($"{what} has not advanced for {ProgressWait.Patience.TotalMinutes} minutes; given up. "
            + "What was done is kept where --data names a folder; run the same command again to go on, with --verbose to see more.");
        return null;
    }
}
