using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.States;
using NewsFunctions.Demo.Papers;
using NewsFunctions.Demo.Past;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Demo.Web;
using NewsFunctions.Demo.Writing;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.WebArchives;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Setup;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Demo;

/// <summary>Builds an archive with a past: three invented sites, whose links were checked for two years.</summary>
/// <param name="archive">The services of an archive that has the settings <see cref="DemoSettings.All"/>.</param>
/// <param name="time">The clock for what is written now.</param>
public sealed class DemoArchive(IServiceProvider archive, TimeProvider time)
{
    // Limits the hosts that are read, far above the demo's number.
    private const int HostsRead = 100;

    /// <summary>Finds an earlier build. Hosts are written last, so if all hosts exist, everything else does, too.</summary>
    public async Task<DemoState> FindAsync(CancellationToken cancellationToken)
    {
        await archive.GetRequiredService<ArchiveSetup>().CreateAsync(cancellationToken);
        bool hasArticles = await archive.GetRequiredService<ArticleStore>().ListSitesAsync(cancellationToken).AnyAsync(
            site => DemoSettings.Sites.Contains(site), cancellationToken);
        ResultPage<StoredHost> hosts = await archive.GetRequiredService<HostStore>().ListAsync(HostsRead, null, cancellationToken);
        return !hasArticles ? DemoState.Absent
            : DemoSite.All.All(site => hosts.Items.Any(host => host.Host == site.PageHost)) ? DemoState.Built
            : DemoState.Incomplete;
    }

    /// <summary>Builds the archive: simulates the past of each site in memory, and writes the result.</summary>
    /// <param name="written">Called by several threads with the number of articles written since the last call.</param>
    public async Task<DemoSummary> BuildAsync(DemoOptions options, Action<long> written, CancellationToken cancellationToken) =>
        (await PlayAndWriteAsync(options, written, cancellationToken)).Summarize();

    /// <inheritdoc cref="BuildAsync"/>
    /// <returns>The past with all its links, to compare the archive with.</returns>
    internal async Task<DemoPast> PlayAndWriteAsync(DemoOptions options, Action<long> written, CancellationToken cancellationToken)
    {
        await archive.GetRequiredService<ArchiveSetup>().CreateAsync(cancellationToken);
        (IReadOnlyList<PaperDump> Dumps, SitePast Past)[] sites = await Task.WhenAll(options.Sites.Select(site => Task.Run(
            async () =>
            {
                IReadOnlyList<PaperDump> dumps = PaperDumps.Write(site, options);
                SitePast past = await PlayAsync(site, dumps, options, cancellationToken);
                await new SiteWriter(archive, time).WriteAsync(site.Name, dumps, past, written, cancellationToken);
                return (dumps, past);
            },
            cancellationToken)));
        var past = new DemoPast([.. sites.Select(site => site.Past)], sites.Sum(site => site.Dumps.Count));
        await new SummaryWriter(archive.GetRequiredService<Summarizing>(), archive.GetRequiredService<SummaryStore>()).WriteAsync(past, cancellationToken);
        return past;
    }

    private async Task<SitePast> PlayAsync(
        DemoSite site, IReadOnlyList<PaperDump> dumps, DemoOptions options, CancellationToken cancellationToken)
    {
        MentionedLinks mentioned = new(
            archive.GetRequiredService<ArticleReader>(),
            archive.GetRequiredService<SiteProfiles>(),
            archive.GetRequiredService<AddressGuard>(),
            options);
        PastVisits visits = new(
            options,
            archive.GetRequiredService<IOptions<LinkStateOptions>>().Value,
            archive.GetRequiredService<IOptions<HostOptions>>().Value,
            new StandInArchive(options, archive.GetRequiredService<IOptions<RescueOptions>>().Value));
        return await visits.PlayAsync(site.Name, await mentioned.ReadAsync(site, dumps, cancellationToken), cancellationToken);
    }
}
