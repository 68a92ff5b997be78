using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Benchmarks.Api;
using NewsFunctions.Benchmarks.Ingest;
using NewsFunctions.Benchmarks.Load;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Benchmarks.Instances;

/// <summary>Ingests dumps and checks links with one, two and four served archives on one storage, and compares the speed.</summary>
internal static class InstanceRun
{
    private const int WarmUpPerInstance = 100;

    /// <summary>One process visits at most 12 shards at once, so these hosts keep four processes busy.</summary>
    private const int Hosts = 48;

    private const int LinksPerHost = 120;

    private static readonly int[] Counts = [1, 2, 4];

    public static async Task<int> RunAsync(string news, int dumps, int rounds)
    {
        var ingests = Counts.ToDictionary(count => count, _ => new List<double>());
        var checks = Counts.ToDictionary(count => count, _ => new List<double>());
        for (int round = 1; round <= rounds; round++)
        {
            foreach (int count in Counts)
            {
                ingests[count].Add(dumps / await FreshStorage.OverAsync(storage => IngestAsync(news, storage, count, dumps)));
                checks[count].Add(Hosts * LinksPerHost / await FreshStorage.OverAsync(storage => CheckAsync(news, storage, count)));
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round} of {rounds}: {count} instances, {ingests[count][^1]:F1} dumps a second, {checks[count][^1]:F1} checks a second"));
            }
        }

        Console.WriteLine($"\n{dumps} dumps; {Hosts} hosts with {LinksPerHost} links each; median of {rounds} rounds (least to most)\n");
        Console.WriteLine("| instances | dumps a second | to one | checks a second | to one |\n|---|---|---|---|---|");
        foreach (int count in Counts)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {count} | {Spread.Of(ingests[count]):F0} | {Ratio(ingests[count], ingests[1]):F2} | {Spread.Of(checks[count]):F0} | {Ratio(checks[count], checks[1]):F2} |"));
        }

        return 0;
    }

    private static Spread Ratio(List<double> some, List<double> one) => Spread.Of(some.Zip(one, (many, single) => many / single));

    /// <returns>The seconds from the first upload to the last ingest.</returns>
    private static async Task<double> IngestAsync(string news, string storage, int count, int dumps)
    {
        ArchiveClients clients = await FreshStorage.ClientsAsync(storage);
        await using var served = new ServedTogether(news, storage, count, [("DefaultSite", "bench"), ("Sites__bench__TimeZone", "Etc/UTC")]);
        await served.ServingAsync();

        // Each process compiles its own code.
        int warmUp = WarmUpPerInstance * count;
        await RawStorage.UploadAsync(clients.DumpBlobs, [.. MonthlyDumps.InOrder(warmUp, "w", 0)]);
        await served.First.IngestedAsync(clients, warmUp);
        DateTimeOffset begun = TimeProvider.System.GetUtcNow();
        await RawStorage.UploadAsync(clients.DumpBlobs, [.. MonthlyDumps.InOrder(dumps, "d", warmUp)]);
        return (await served.First.IngestedAsync(clients, warmUp + dumps) - begun).TotalSeconds;
    }

    /// <returns>The seconds from the first request to the last.</returns>
    private static async Task<double> CheckAsync(string news, string storage, int count)
    {
        ArchiveClients clients = await FreshStorage.ClientsAsync(storage);
        await using SlowSites sites = await SlowSites.StartAsync(Hosts);
        await using var served = new ServedTogether(
            news,
            storage,
            count,
            [
                .. sites.Urls.SelectMany(SettingsOf),
                ("DefaultSite", Site(0)),
                ("LinkChecks__AllowedNetworks__0", "127.0.0.0/8"),
                ("LinkCheckSchedule", "*/2 * * * * *"),
                ("Rescue__Enabled", "false"),
            ]);
        await served.ServingAsync();
        await RegisterAsync(storage);
        while (sites.Asked < Hosts * LinksPerHost)
        {
            await served.First.PauseAsync();
        }

        // The last checks are written after their requests.
        while (await ChecksAsync(clients) is var made && made != Hosts * LinksPerHost)
        {
            if (made > Hosts * LinksPerHost)
            {
                throw new InvalidOperationException($"{made} checks of {Hosts * LinksPerHost} links: some were checked twice.");
            }

            await served.First.PauseAsync();
        }

        return sites.Time.TotalSeconds;
    }

    private static IEnumerable<(string, string)> SettingsOf(Uri url, int index) =>
    [
        ($"Sites__{Site(index)}__MediaUrls__0", $"{url.GetLeftPart(UriPartial.Authority)}/{{pic}}"),
        (string.Create(CultureInfo.InvariantCulture, $"LinkChecks__AllowedPorts__{index}"), url.Port.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Site(int index) => string.Create(CultureInfo.InvariantCulture, $"host{index:00}");

    /// <summary>Registers the links of all hosts as an ingest does. Those of a host are one shard.</summary>
    private static async Task RegisterAsync(string storage)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ArchiveStorage", storage)]).Build();
        await using ServiceProvider services = new ServiceCollection().AddSingleton(configuration).AddLogging().AddArchive(configuration).BuildServiceProvider();
        LinkMention[] mentions =
        [
            .. from host in Enumerable.Range(0, Hosts)
               from link in SiteLink.First(LinksPerHost)
               select new LinkMention
               {
                   Site = Site(host),
                   Id = LinkId.ForMedia(LinkKind.Image, link.Path),
                   Path = link.Path,
                   Title = null,
                   MentionedBy = ArticleId.Parse("1797706"),
               },
        ];
        await services.GetRequiredService<LinkStore>().RegisterAsync(mentions, "invented.txt", default);
        await services.GetRequiredService<LinkShardStore>().MarkAsync([.. mentions.Select(mention => mention.Shard).Distinct()], default);
    }

    private static async Task<int> ChecksAsync(ArchiveClients clients)
    {
        int checks = 0;
        await foreach (TableEntity link in clients.Links.QueryAsync<TableEntity>(select: ["Checks"]))
        {
            checks += link.GetInt32("Checks") ?? 0;
        }

        return checks;
    }

    /// <summary>Runs served archives on one storage.</summary>
    private sealed class ServedTogether(string news, string storage, int count, IReadOnlyList<(string, string)> settings) : IAsyncDisposable
    {
        private readonly ServedNews[] _served = [.. Enumerable.Range(0, count).Select(_ => ServedNews.Start(news, storage, settings))];

        public ServedNews First => _served[0];

        public Task ServingAsync() => Task.WhenAll(_served.Select(one => one.ServingAsync()));

        public async ValueTask DisposeAsync()
        {
            foreach (ServedNews one in _served)
            {
                await one.DisposeAsync();
            }
        }
    }
}
