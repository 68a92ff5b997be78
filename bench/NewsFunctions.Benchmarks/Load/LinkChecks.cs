using System.Globalization;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>Runs our own checks of the invented site, configured like the function app but without politeness limits:
/// the site is ours, and only <see cref="LinkRun.Concurrency"/> should limit the speed.</summary>
internal static class LinkChecks
{
    private const string Site = "invented";

    // The batchSize in host.json: messages handled at the same time.
    private const int VisitsAtOnce = 8;

    /// <summary>Checks each link once without any storage (verb <c>links-check</c>).</summary>
    public static async Task<int> CheckAsync(string site, int warmUp, int links, int open)
    {
        await using ServiceProvider services = Services(site, storage: null);
        LinkChecker checker = services.GetRequiredService<LinkChecker>();
        var hosts = new HostOutcomes(
            services.GetRequiredService<IOptions<HostOptions>>().Value, services.GetRequiredService<IHostMemories>(), TimeProvider.System);
        var counter = new LinkScore(warmUp + links);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = open };
        Task CheckAsync(IEnumerable<SiteLink> some) => Parallel.ForEachAsync(some, parallel, async (link, token) =>
        {
            var unknown = new Link { Site = Site, Id = LinkId.ForMedia(LinkKind.Image, link.Path), Path = link.Path };
            LinkCheck check = await checker.CheckAsync(unknown, [site + link.Path], hosts, token);
            Add(counter, link, check.Verdict, check.Reason);
        });
        return await OwnOutput.PrintAsync(
            () => CheckAsync(SiteLink.First(warmUp)), () => CheckAsync(SiteLink.After(warmUp, links)), counter.Sum, () => null);
    }

    /// <summary>Registers links as an ingest does.</summary>
    public static async Task RegisterAsync(string storage, string site, int links)
    {
        await using ServiceProvider services = Services(site, storage);
        await services.GetRequiredService<ArchiveSetup>().CreateAsync(default);
        LinkStore store = services.GetRequiredService<LinkStore>();
        await Parallel.ForEachAsync(
            SiteLink.First(links).Chunk(SiteLink.LinksPerMonth),
            new ParallelOptions { MaxDegreeOfParallelism = VisitsAtOnce },
            async (chunk, token) =>
            {
                LinkMention[] mentions = [.. chunk.Select(Mention)];
                await store.RegisterAsync(mentions, "invented.txt", token);
                await services.GetRequiredService<LinkShardStore>().MarkAsync([mentions[0].Shard], token);
            });
    }

    /// <summary>Runs the scheduler twice, each time for half of the shards, and then all visits that it queued, with
    /// the concurrency of the Functions host (verb <c>links-visit</c>).</summary>
    public static async Task<int> VisitAsync(string storage, string site, int links)
    {
        await using ServiceProvider services = Services(site, storage, shardsAtOnce: Math.Max(1, links / 2 / SiteLink.LinksPerMonth));
        QueueClient queue = services.GetRequiredService<ArchiveClients>().Queues.GetQueueClient(ArchiveNames.LinkChecksQueue);
        async Task VisitAsync()
        {
            await services.GetRequiredService<LinkCheckPlanner>().PlanAsync(default);
            await Task.WhenAll(Enumerable.Range(0, VisitsAtOnce).Select(_ => WorkOffAsync(queue, services.GetRequiredService<LinkVisits>())));
        }

        return await OwnOutput.PrintAsync(VisitAsync, VisitAsync, () => null, () => services.GetRequiredService<OperationCounter>().Tables);
    }

    /// <summary>Reads the results from the tables. A link is right if its verdict is right and it was checked exactly
    /// once.</summary>
    public static async Task<Verdicts> ReadAsync(string storage, string site, int links)
    {
        await using ServiceProvider services = Services(site, storage);
        LinkStore store = services.GetRequiredService<LinkStore>();
        var counter = new LinkScore(links);
        await foreach (ShardStatus shard in services.GetRequiredService<LinkShardStore>().ReadAllAsync(Site, default))
        {
            await foreach (IReadOnlyList<StoredLink> page in store.ReadShardAsync(shard.Shard, default))
            {
                foreach (Link stored in page.Select(stored => stored.Link))
                {
                    if (stored.Verdict is { } verdict && SiteLink.TryParse(stored.Path, out SiteLink link))
                    {
                        Add(counter, link, stored.Checks == 1 ? verdict : Verdict.Refused, $"{verdict} after {stored.Checks} checks");
                    }
                }
            }
        }

        return counter.Sum();
    }

    private static async Task WorkOffAsync(QueueClient queue, LinkVisits visits)
    {
        while (await queue.ReceiveMessageAsync() is { Value: { } message })
        {
            await visits.VisitAsync(message.Body.ToObjectFromJson<LinkCheckMessage>()!, default);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    /// <summary>Adds one of our verdicts. Only Alive or Gone can be right; any other verdict counts as wrong.</summary>
    private static void Add(LinkScore counter, SiteLink link, Verdict verdict, string reason)
    {
        bool isRight = verdict == (link.IsAlive ? Verdict.Alive : Verdict.Gone);
        counter.Add(link, isRight == link.IsAlive, $"{verdict}, {reason}");
    }

    private static LinkMention Mention(SiteLink link) => new()
    {
        Site = Site,
        Id = LinkId.ForMedia(LinkKind.Image, link.Path),
        Path = link.Path,
        Title = null,
        MentionedBy = ArticleId.Parse("1797706"),
    };

    private static ServiceProvider Services(string site, string? storage, int shardsAtOnce = 1)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ArchiveStorage"] = storage,
                ["DefaultSite"] = Site,
                [$"Sites:{Site}:MediaUrls:0"] = site + "/{pic}",
                ["LinkChecks:AllowedNetworks:0"] = "127.0.0.0/8",
                ["LinkChecks:AllowedPorts:0"] = new Uri(site).Port.ToString(CultureInfo.InvariantCulture),
                ["LinkChecks:PerHost:Interval"] = "00:00:00",
                ["LinkChecks:PerHost:Concurrency"] = LinkRun.Concurrency.ToString(CultureInfo.InvariantCulture),
                ["LinkChecks:ChecksPerVisit"] = (LinkRun.Concurrency / VisitsAtOnce).ToString(CultureInfo.InvariantCulture),
                ["LinkChecks:MaxShardsPerSite"] = shardsAtOnce.ToString(CultureInfo.InvariantCulture),
            })
            .Build();
        IServiceCollection services = new ServiceCollection().AddSingleton(configuration).AddLogging();
        return (storage is null ? services.AddLinkChecks(configuration) : services.AddArchive(configuration)).BuildServiceProvider();
    }
}
