using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace NewsFunctions.Storage.Connection;

/// <summary>Holds the Azure clients of the archive, one for each table, container and queue. The operations of all of them are counted.</summary>
internal sealed class ArchiveClients
{
    /// <summary>Pins the newest version that the pinned Azurite supports. It refuses the SDK's newer default. A test compares the two.</summary>
    public const BlobClientOptions.ServiceVersion DevelopmentBlobs = BlobClientOptions.ServiceVersion.V2026_06_06;

    /// <inheritdoc cref="DevelopmentBlobs"/>
    public const QueueClientOptions.ServiceVersion DevelopmentQueues = QueueClientOptions.ServiceVersion.V2026_06_06;

    private readonly ArchiveConnection _connection;
    private readonly OperationCounter _counter;
    private readonly Action<ClientOptions>? _configure;

    /// <param name="configure">Lets tests add policies to the pipelines.</param>
    public ArchiveClients(ArchiveConnection connection, OperationCounter counter, Action<ClientOptions>? configure = null)
    {
        _connection = connection;
        _counter = counter;
        _configure = configure;
        Saves = new StorageSaves(this);
        Articles = Table("Articles");
        ArticleList = Table("ArticleList");
        Links = Table("Links");
        LinkShards = Table("LinkShards");
        Dumps = Table("Dumps");
        Hosts = Table("Hosts");
        Events = Table("Events");
        WebArchives = Table("WebArchives");
        Operations = Table("Operations");
        BlobServiceClient blobs = BlobService();
        DumpBlobs = blobs.GetBlobContainerClient(ArchiveNames.DumpsContainer);
        ArticleBlobs = blobs.GetBlobContainerClient(ArchiveNames.ArticlesContainer);
        IngestBlobs = blobs.GetBlobContainerClient(ArchiveNames.IngestsContainer);
        CaptureBlobs = blobs.GetBlobContainerClient(ArchiveNames.CapturesContainer);
        ReportBlobs = blobs.GetBlobContainerClient(ArchiveNames.ReportsContainer);
        AccessBlobs = blobs.GetBlobContainerClient(ArchiveNames.AccessContainer);
        RestoreBlobs = blobs.GetBlobContainerClient(ArchiveNames.RestoresContainer);
        Queues = QueueService();
    }

    public TableClient Articles { get; }

    public TableClient ArticleList { get; }

    public TableClient Links { get; }

    public TableClient LinkShards { get; }

    public TableClient Dumps { get; }

    public TableClient Hosts { get; }

    public TableClient Events { get; }

    public TableClient WebArchives { get; }

    public TableClient Operations { get; }

    public BlobContainerClient DumpBlobs { get; }

    public BlobContainerClient ArticleBlobs { get; }

    public BlobContainerClient IngestBlobs { get; }

    public BlobContainerClient CaptureBlobs { get; }

    public BlobContainerClient ReportBlobs { get; }

    public BlobContainerClient AccessBlobs { get; }

    public BlobContainerClient RestoreBlobs { get; }

    public QueueServiceClient Queues { get; }

    /// <summary>Lists all tables in the order in which an ingest writes them, the ledger last.</summary>
    public IReadOnlyList<TableClient> Tables => [Articles, Links, ArticleList, LinkShards, Events, Hosts, WebArchives, Operations, Dumps];

    /// <summary>Lists the containers that a backup holds: all except the session key and what belongs to one account.</summary>
    public IReadOnlyList<BlobContainerClient> CopiedContainers => [DumpBlobs, ArticleBlobs, CaptureBlobs, ReportBlobs, IngestBlobs];

    public bool IsDevelopmentStorage => _connection.IsDevelopmentStorage;

    /// <summary>Tracks the saves of a local storage.</summary>
    public StorageSaves Saves { get; }

    private TableClient Table(string name)
    {
        TableClientOptions options = new();
        options.AddPolicy(new PieceBufferPolicy(), HttpPipelinePosition.BeforeTransport);
        Prepare(options, verb => _counter.CountTable(verb, name));
        return _connection.ConnectionString is { } connectionString
            ? new TableClient(connectionString, name, options)
            : new TableClient(_connection.TableService!, name, _connection.Credential!, options);
    }

    private BlobServiceClient BlobService()
    {
        BlobClientOptions options = _connection.IsDevelopmentStorage
            ? new BlobClientOptions(DevelopmentBlobs)
            : new BlobClientOptions();
        options.AddPolicy(new ListingPolicy(), HttpPipelinePosition.PerRetry);
        Prepare(options, _ => _counter.CountBlob());
        return _connection.ConnectionString is { } connectionString
            ? new BlobServiceClient(connectionString, options)
            : new BlobServiceClient(_connection.BlobService!, _connection.Credential!, options);
    }

    private QueueServiceClient QueueService()
    {
        QueueClientOptions options = _connection.IsDevelopmentStorage
            ? new QueueClientOptions(DevelopmentQueues)
            : new QueueClientOptions();

        // As in host.json; the triggers decode it.
        options.MessageEncoding = QueueMessageEncoding.Base64;
        Prepare(options, _ => _counter.CountQueue());
        return _connection.ConnectionString is { } connectionString
            ? new QueueServiceClient(connectionString, options)
            : new QueueServiceClient(_connection.QueueService!, _connection.Credential!, options);
    }

    private void Prepare(ClientOptions options, Action<string> count)
    {
        // The SDK's default of three tries within three seconds gives up during an ordinary failover of a partition.
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        options.AddPolicy(new OperationCountingPolicy(count), HttpPipelinePosition.PerRetry);
        options.AddPolicy(new SaveFailurePolicy(Saves), HttpPipelinePosition.PerRetry);
        _configure?.Invoke(options);
    }
}
