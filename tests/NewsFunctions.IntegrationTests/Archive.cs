using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Composition;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests;

/// <summary>The services of the app over an account of its own, without a functions host: a test calls what a trigger would.</summary>
internal sealed class Archive : IAsyncDisposable
{
    public const string Site = "testsite";

    private readonly ServiceProvider _services;
    private readonly QueueClient _linkChecks;
    private readonly IEnumerable<KeyValuePair<string, string?>> _settings;

    private Archive(
        string connection,
        TestSite? site,
        FakeTimeProvider time,
        Action<ClientOptions>? configure,
        IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Connection = connection;
        _settings = settings;
        Time = time;
        string url = site?.Url ?? "http://127.0.0.1:1";
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ArchiveStorage"] = connection,
                ["DefaultSite"] = Site,
                [$"Sites:{Site}:MediaUrls:0"] = url + "/{pic}",
                [$"Sites:{Site}:PageUrls:0"] = url + "/news/{id}",
                [$"Sites:{Site}:TimeZone"] = "Asia/Tehran",
                ["LinkChecks:AllowedNetworks:0"] = "127.0.0.0/8",
                ["LinkChecks:AllowedPorts:0"] = site?.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "1",

                // Tests count requests; those of what is learned of hosts set it.
                ["LinkChecks:Lessons:ProbeInterval"] = "00:00:00",

                // Pauses would need somebody to move the fake clock.
                ["LinkChecks:PerHost:Interval"] = "00:00:00",
            })
            .AddInMemoryCollection(settings)
            .Build();

        // Whoever loses a write waits in real time: nobody moves the fake clock meanwhile.
        _services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddSingleton<TimeProvider>(time)
            .AddLogging()
            .AddSites(configuration)
            .AddLinkChecks(configuration)
            .AddRescue(configuration)
            .AddCaptures(configuration)
            .AddArchiveStorage()
            .AddSingleton(new ConflictRetry(TimeProvider.System))
            .AddSingleton(services => new ArchiveClients(
                ArchiveConnection.From(configuration),
                services.GetRequiredService<OperationCounter>(),
                configure))
            .AddIngest()
            .AddPublishing()
            .AddWebhook(configuration)
            .AddJudgements()
            .AddLinkVisits(configuration)
            .AddSummaries()
            .AddExports()
            .AddDigests()
            .AddArchiveQueries()
            .AddOperations()
            .AddTakedowns()
            .BuildServiceProvider();
        _linkChecks = new QueueClient(
            connection,
            ArchiveNames.LinkChecksQueue,
            new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06) { MessageEncoding = QueueMessageEncoding.Base64 });
    }

    public string Connection { get; }

    public FakeTimeProvider Time { get; }

    public ArticleStore Articles => Get<ArticleStore>();

    public LinkStore Links => Get<LinkStore>();

    public LinkShardStore Shards => Get<LinkShardStore>();

    public DumpLedger Ledger => Get<DumpLedger>();

    public DumpBlobs Blobs => Get<DumpBlobs>();

    /// <param name="beside">An archive whose storage, clock and all this one shares, as a second process would.</param>
    public static async Task<Archive> CreateAsync(
        AzuriteFixture azurite, TestSite? site = null, Archive? beside = null, params KeyValuePair<string, string?>[] settings)
    {
        var archive = new Archive(
            beside?.Connection ?? azurite.NewAccount(),
            site,
            beside?.Time ?? new FakeTimeProvider(TimeProvider.System.GetUtcNow()),
            configure: null,
            settings);
        await archive.Get<ArchiveSetup>().CreateAsync(TestContext.Current.CancellationToken);
        archive.Get<OperationCounter>().Reset();
        return archive;
    }

    /// <summary>The archive of an account, with a clock of its own.</summary>
    /// <param name="policy">All requests go through it.</param>
    public static Task<Archive> OpenAsync(
        string connection, FakeTimeProvider time, IEnumerable<KeyValuePair<string, string?>> settings, HttpPipelinePolicy? policy = null) =>
        OpenAsync(connection, time, settings, site: null, Through(policy));

    /// <inheritdoc cref="OpenAsync(string, FakeTimeProvider, IEnumerable{KeyValuePair{string, string?}}, HttpPipelinePolicy?)"/>
    /// <param name="configure">Changes how the storage is asked.</param>
    public static async Task<Archive> OpenAsync(
        string connection,
        FakeTimeProvider time,
        IEnumerable<KeyValuePair<string, string?>> settings,
        TestSite? site,
        Action<ClientOptions>? configure)
    {
        var archive = new Archive(connection, site, time, configure, settings);
        await archive.Get<ArchiveSetup>().CreateAsync(TestContext.Current.CancellationToken);
        return archive;
    }

    public EventStore Events => Get<EventStore>();

    /// <summary>A second process over the storage of this one, all of whose requests go through a policy.</summary>
    public Archive Beside(HttpPipelinePolicy policy, TestSite? site = null) => new(Connection, site, Time, Through(policy), _settings);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<DumpBlob> UploadAsync(string name, byte[] content, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream(content);
        UploadResult result = await Blobs.UploadAsync(
            name, stream, metadata ?? new Dictionary<string, string>(), UploadMode.Overwrite, TestContext.Current.CancellationToken);
        return result.Dump;
    }

    public Task<DumpBlob> UploadAsync(string name, string text, IReadOnlyDictionary<string, string>? metadata = null) =>
        UploadAsync(name, Encoding.UTF8.GetBytes(text), metadata);

    public async Task<DumpOutcome> IngestAsync(string name) =>
        await Get<DumpIngest>().IngestAsync(name, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException($"There is no dump {name}.");

    public Task<int> PlanAsync() => Get<LinkCheckPlanner>().PlanAsync(TestContext.Current.CancellationToken);

    public Task VisitAsync(LinkCheckMessage message) => Get<LinkVisits>().VisitAsync(message, TestContext.Current.CancellationToken);

    /// <summary>Takes what is in the queue of the visits now; nothing comes back.</summary>
    public async Task<IReadOnlyList<LinkCheckMessage>> TakeMessagesAsync()
    {
        var taken = new List<LinkCheckMessage>();
        while (true)
        {
            QueueMessage[] messages = await _linkChecks.ReceiveMessagesAsync(32, cancellationToken: TestContext.Current.CancellationToken);
            if (messages.Length == 0)
            {
                return taken;
            }

            foreach (QueueMessage message in messages)
            {
                taken.Add(message.Body.ToObjectFromJson<LinkCheckMessage>()!);
                await _linkChecks.DeleteMessageAsync(message.MessageId, message.PopReceipt, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>How many messages are in the queue of the visits, seen or not.</summary>
    public async Task<int> CountMessagesAsync() =>
        (await _linkChecks.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount;

    /// <summary>One scheduler run and all the visits that come of it.</summary>
    public async Task CheckDueLinksAsync()
    {
        await PlanAsync();
        for (IReadOnlyList<LinkCheckMessage> messages = await TakeMessagesAsync(); messages.Count > 0; messages = await TakeMessagesAsync())
        {
            foreach (LinkCheckMessage message in messages)
            {
                await VisitAsync(message);
            }
        }
    }

    /// <summary>What a killed process holds of hosts runs out; it does so by the storage's clock, which no test can move.</summary>
    public async Task OutliveLeasesAsync()
    {
        HostStore hosts = Get<HostStore>();
        foreach (StoredHost host in (await hosts.ListAsync(1000, null, TestContext.Current.CancellationToken)).Items)
        {
            await hosts.ReleaseAsync(host, host.Record, TestContext.Current.CancellationToken);
        }
    }

    public async Task<IReadOnlyList<Link>> LinksAsync() =>
        (await Links.ListAsync(new LinkFilter { Site = Site }, 1000, null, TestContext.Current.CancellationToken)).Items;

    public async Task<IReadOnlyList<LinkCheck>> ChecksAsync(LinkId link) =>
        (await Get<CheckHistory>().ListAsync(Site, link, 1000, null, TestContext.Current.CancellationToken)).Items;

    private static Action<ClientOptions>? Through(HttpPipelinePolicy? policy) =>
        policy is null ? null : options => options.AddPolicy(policy, HttpPipelinePosition.PerCall);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
