using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.IntegrationTests.EndToEnd;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>
/// Serves an archive with at least one item of every kind, so that each call has something to return.
/// </summary>
public sealed class ContractArchive(AzuriteFixture azurite) : ApiHost(azurite)
{
    public static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00, 0xFF, 0xD9];

    private const string Key = "look at this";

    private const string Dump = $"{Site}/{ExampleDumps.Museum}.txt";

    private static readonly LinkId Hall = LinkId.ForMedia(LinkKind.Image, ExampleDumps.Hall);

    private const string Spare = "900499";

    private readonly List<StorageProxy> _proxies = [];
    private Dictionary<string, string> _known = [];
    private Dictionary<string, string> _spare = [];

    /// <summary>Gets parameter values that name something in the archive.</summary>
    public IReadOnlyDictionary<string, string> Known => _known;

    /// <summary>Gets parameter values that name something the tests may remove.</summary>
    public IReadOnlyDictionary<string, string> ToBeRemoved => _spare;

    protected override IEnumerable<(string Key, string Value)> Settings =>
        [("DefaultSite", Site), ("Access:Keys:Read:contract", AccessKey.HashOf(Key))];

    /// <summary>Gets what the functions requested from tables, blobs and queues.</summary>
    public ConcurrentQueue<string> StorageRequests { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (StorageProxy proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected override async Task<string> WorkerConnectionAsync(string account)
    {
        foreach (string service in (string[])["Table", "Blob", "Queue"])
        {
            StorageProxy proxy = await StorageProxy.StartAsync(account, service, (request, pass) =>
            {
                StorageRequests.Enqueue($"{service} {request.Method} {request.RawTarget}");
                return pass();
            });
            _proxies.Add(proxy);
            account = proxy.ConnectionString;
        }

        return account;
    }

    protected override async Task FillAsync()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await Service<ArchiveSetup>().CreateAsync(token);
        await IngestAsync(Dump, ExampleDumps.MuseumText);
        await IngestAsync($"{Site}/yearbook.txt", ExampleDumps.Yearbook(9));
        await IngestAsync($"{Site}/{Spare}.txt", ExampleDumps.Yearbook(1));
        DumpBlob spare = await UploadAsync($"{Site}/spare.txt", "Waits.");
        string sha256 = await StoredPicture.StoreAsync(this, Hall, Picture, token);
        await Service<Summarizing>().MakeAsync(token);
        JsonElement article = await Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/articles/{Site}/{ExampleDumps.Museum}", UriKind.Relative), token);
        string contentHash = article.Text("contentHash")!;
        string dumpId = article.GetProperty("provenance")[0].Text("dumpId")!;
        _known = new Dictionary<string, string>
        {
            ["site"] = Site,
            ["id"] = ExampleDumps.Museum,
            ["linkId"] = Hall.Value,
            ["contentHash"] = contentHash,
            ["version"] = contentHash,
            ["dumpId"] = dumpId,
            ["dump"] = dumpId,
            ["sha256"] = sha256,
            ["host"] = "127.0.0.1",
            ["key"] = Key,
        };
        _spare = new Dictionary<string, string>(_known) { ["id"] = Spare, ["dumpId"] = spare.Id.ToString() };
    }
}

/// <summary>Shares one archive between the contract tests.</summary>
[CollectionDefinition]
public sealed class SharedContractArchive : ICollectionFixture<ContractArchive>;
