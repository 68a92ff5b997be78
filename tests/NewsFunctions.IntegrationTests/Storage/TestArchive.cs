using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Search;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>
/// Builds the stores of one process over an account. Several instances over the same account act as several processes.
/// </summary>
internal sealed class TestArchive
{
    public TestArchive(string connectionString, Action<ClientOptions>? configure = null)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ArchiveStorage", connectionString)])
            .Build();
        Clients = new ArchiveClients(ArchiveConnection.From(configuration), Counter, configure);
        ConflictRetry retry = new(TimeProvider.System);
        Articles = new ArticleStore(Clients, retry, TimeProvider.System);
        Shards = new LinkShardStore(Clients, retry);
        Links = new LinkStore(Clients, retry, Shards, TimeProvider.System, NullLogger<LinkStore>.Instance);
        History = new CheckHistory(Clients);
        Ledger = new DumpLedger(Clients);
        Hosts = new HostStore(Clients);
        Dumps = new DumpBlobs(Clients);
        Events = new EventStore(Clients, webhooks: null);
        Search = new WordSearch(Clients);
        Words = new WordRows(Clients, retry, TimeProvider.System);
    }

    public OperationCounter Counter { get; } = new();

    public ArchiveClients Clients { get; }

    public ArticleStore Articles { get; }

    public LinkShardStore Shards { get; }

    public LinkStore Links { get; }

    public CheckHistory History { get; }

    public DumpLedger Ledger { get; }

    public HostStore Hosts { get; }

    public DumpBlobs Dumps { get; }

    public EventStore Events { get; }

    public WordSearch Search { get; }

    public WordRows Words { get; }

    /// <summary>Creates the first process of a test. All tables exist and the counter is at zero.</summary>
    public static async Task<TestArchive> CreateAsync(string connectionString, Action<ClientOptions>? configure = null)
    {
        TestArchive archive = new(connectionString, configure);
        await new ArchiveSetup(archive.Clients, archive.Words).CreateAsync(TestContext.Current.CancellationToken);
        archive.Counter.Reset();
        return archive;
    }

    public static async Task<IReadOnlyList<TableEntity>> RowsAsync(TableClient table) =>
        await table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Lists the partition and row keys of all rows.</summary>
    public static async Task<IReadOnlyList<string>> KeysAsync(TableClient table) =>
        [.. (await RowsAsync(table)).Select(row => $"{row.PartitionKey} {row.RowKey}")];
}
