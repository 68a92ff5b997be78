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

/// <summary>
/// Builds the app's services over their own storage account, without a functions host. Tests call the services as a
/// trigger would.
/// </summary>
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

                // Tests count requests, so host baselines are never fetched. Tests about baselines override this.
                ["LinkChecks:Lessons:ProbeInterval"] = "00:00:00",

                // No pauses between requests, because nothing advances the fake clock during a visit.
                ["LinkChecks:PerHost:Interval"] = "00:00:00",
            })
            .AddInMemoryCollection(settings)
            .Build();

        // Write conflicts retry in real time, because nothing advances the fake clock during a visit.
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

    /// <param name="beside">An archive to share storage and clock with, as a second process would.</param>
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

    /// <summary>Opens the archive of an account with the given clock.</summary>
    /// <param name="policy">Every request passes through it.</param>
    public static Task<Archive> OpenAsync(
        string connection, FakeTimeProvider time, IEnumerable<KeyValuePair<string, string?>> settings, HttpPipelinePolicy? policy = null) =>
        OpenAsync(connection, time, settings, site: null, Through(policy));

    /// <inheritdoc cref="OpenAsync(string, FakeTimeProvider, IEnumerable{KeyValuePair{string, string?}}, HttpPipelinePolicy?)"/>
    /// <param name="configure">Changes the options of the storage clients.</param>
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

    /// <summary>Creates a second process over the same storage. All of its requests pass through the policy.</summary>
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

    /// <summary>Receives and deletes every visible message in the queue of visits.</summary>
    public async Task<IReadOnlyList<LinkCheckMessage>> ReceiveMessagesAsync()
    {
        var received = new List<LinkCheckMessage>();
        while (true)
        {
            QueueMessage[] messages = await _linkChecks.ReceiveMessagesAsync(32, cancellationToken: TestContext.Current.CancellationToken);
            if (messages.Length == 0)
            {
                return received;
            }

            foreach (QueueMessage message in messages)
            {
                received.Add(message.Body.ToObjectFromJson<LinkCheckMessage>()!);
                await _linkChecks.DeleteMessageAsync(message.MessageId, message.PopReceipt, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Counts all messages in the queue of visits, visible or not.</summary>
    public async Task<int> CountMessagesAsync() =>
        (await _linkChecks.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount;

    /// <summary>Runs the scheduler once, then every visit that follows.</summary>
    public async Task CheckDueLinksAsync()
    {
        await PlanAsync();
        for (IReadOnlyList<LinkCheckMessage> messages = await ReceiveMessagesAsync(); messages.Count > 0; messages = await ReceiveMessagesAsync())
        {
            foreach (LinkCheckMessage message in messages)
            {
                await VisitAsync(message);
            }
        }
    }

    /// <summary>
    /// Releases the host leases of a killed process. They would expire by the storage's clock, which tests cannot
    /// advance.
    /// </summary>
    public async Task ReleaseHostsAsync()
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
