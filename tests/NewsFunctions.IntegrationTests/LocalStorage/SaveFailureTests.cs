using System.Net;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.IntegrationTests.Cli;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.LocalStorage;

/// <summary>
/// Tests failing saves. A folder in place of the saved file stands for a full disk, which only root could simulate.
/// </summary>
public sealed class SaveFailureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public SaveFailureTests(AzuriteFixture azurite) => azurite.RequireNode();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Obstacle => Path.Combine(Data, "__azurite_db_table__.json~");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Save_on_demand_answers_when_the_data_is_on_disk()
    {
        await using LocalStorageLease lease = await AcquireAsync();
        TestArchive archive = await TestArchive.CreateAsync(lease.ConnectionString);
        await AddRowAsync(archive, "kept");

        await archive.Clients.Saves.EnsureAsync(Token);

        Assert.Contains("kept", await File.ReadAllTextAsync(Path.Combine(Data, "__azurite_db_table__.json"), Token), StringComparison.Ordinal);
        Assert.Null(archive.Clients.Saves.Error);
    }

    [Fact]
    public async Task After_a_failed_save_writes_are_refused_until_one_succeeds()
    {
        await using LocalStorageLease lease = await AcquireAsync();
        TestArchive archive = await TestArchive.CreateAsync(lease.ConnectionString);
        await archive.Clients.Saves.EnsureAsync(Token);
        await BlockSavesAsync();
        await AddRowAsync(archive, "kept");

        StorageNotSavedException error = await Assert.ThrowsAsync<StorageNotSavedException>(() => archive.Clients.Saves.EnsureAsync(Token));

        Assert.Contains("EISDIR", error.Message, StringComparison.Ordinal);
        Assert.NotNull(StorageFailures.Explain(error));
        Assert.True(StorageOutage.Is(error));
        await Assert.ThrowsAsync<StorageNotSavedException>(() => AddRowAsync(archive, "refused"));
        await Assert.ThrowsAsync<StorageNotSavedException>(() =>
            archive.Dumps.UploadAsync("a.txt", new MemoryStream(new byte[3_000_000]), new Dictionary<string, string>(), UploadMode.CreateOnly, Token));
        await Assert.ThrowsAsync<StorageNotSavedException>(() => archive.Clients.Queues.GetQueueClient(ArchiveNames.IngestsQueue).ReceiveMessagesAsync(Token));
        Assert.Single(await TestArchive.RowsAsync(archive.Clients.Dumps));
        Assert.NotNull(archive.Clients.Saves.Error);

        Directory.Delete(Obstacle);

        await Eventually.HoldsAsync("the next save succeeds by itself", async () =>
        {
            await TestArchive.RowsAsync(archive.Clients.Dumps);
            return archive.Clients.Saves.Error is null;
        });
        await AddRowAsync(archive, "later");
        await archive.Clients.Saves.EnsureAsync(Token);
        string saved = await File.ReadAllTextAsync(Path.Combine(Data, "__azurite_db_table__.json"), Token);
        Assert.Contains("kept", saved, StringComparison.Ordinal);
        Assert.Contains("later", saved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_unavailable_while_saves_fail()
    {
        await using LocalStorageLease lease = await AcquireAsync();
        await using var api = new ChosenStorage(lease.ConnectionString);
        await api.StartAsync();
        StorageSaves saves = api.Service<StorageSaves>();
        await api.Service<ArchiveSetup>().CreateAsync(Token);
        await saves.EnsureAsync(Token);
        await BlockSavesAsync();
        await new TableServiceClient(lease.ConnectionString).CreateTableAsync("More", Token);
        await Assert.ThrowsAsync<StorageNotSavedException>(() => saves.EnsureAsync(Token));

        JsonElement answer = await api.Http.GetAsync(new Uri("/api/health", UriKind.Relative), Token).JsonAsync(HttpStatusCode.ServiceUnavailable);
        using var content = new StringContent("text");
        Task<HttpResponseMessage> upload = api.Http.PostAsync(new Uri("/api/dumps?name=b.txt", UriKind.Relative), content, Token);

        Assert.Equal("""{"status":"unavailable","tables":"unsaved","maintenance":false}""", answer.GetRawText());
        JsonElement problem = await upload.ProblemAsync(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        Assert.Contains("disk is full", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_whose_storage_cannot_save_fails_with_the_reason()
    {
        await using LocalStorageLease lease = await AcquireAsync();
        await BlockSavesAsync();
        _folder.Write("dumps/ferry.txt", InventedDumps.Ferry);

        CliRun run = await CliRun.InProcessAsync("run", Path.Combine(_folder.Path, "dumps"), "--once", "--data", Data);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("news: the local storage cannot save its data: EISDIR", run.Error, StringComparison.Ordinal);
        Directory.Delete(Obstacle);
    }

    [Fact]
    public async Task Storage_that_cannot_save_at_its_start_reports_why()
    {
        await BlockSavesAsync();

        LocalStorageException error = await Assert.ThrowsAsync<LocalStorageException>(AcquireAsync);

        Assert.Contains("EISDIR", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_of_the_storage_is_noticed()
    {
        await using LocalStorageLease lease = await AcquireAsync();
        TestArchive archive = await TestArchive.CreateAsync(lease.ConnectionString);
        await archive.Clients.Saves.EnsureAsync(Token);
        Assert.Equal(0, archive.Clients.Saves.Restarts);
        using (var azurite = System.Diagnostics.Process.GetProcessById(lease.Pid!.Value))
        {
            azurite.Kill();
        }

        await Eventually.HoldsAsync("the storage answers again, as another run", async () =>
        {
            try
            {
                await archive.Clients.Saves.EnsureAsync(Token);
            }
            catch (AggregateException)
            {
                // On a busy machine the restart may take longer than the client's retries.
                return false;
            }

            return archive.Clients.Saves.Restarts == 1;
        });

        // The table created just before is there, because new tables are saved at once.
        await AddRowAsync(archive, "row");
    }

    private Task BlockSavesAsync() => Eventually.HoldsAsync("no save is in progress", () =>
    {
        try
        {
            return Directory.CreateDirectory(Obstacle).Exists;
        }
        catch (IOException)
        {
            return false;
        }
    });

    private Task<LocalStorageLease> AcquireAsync() => LocalStorageSupervisor.AcquireAsync(
        new LocalStorageOptions { DataFolder = Data, JoinUsualPorts = false, Linger = TimeSpan.FromSeconds(30) },
        NullLogger.Instance, TimeProvider.System, Token);

    private static Task<Response> AddRowAsync(TestArchive archive, string name) =>
        archive.Clients.Dumps.AddEntityAsync(new TableEntity("test", name), Token);

    private sealed class ChosenStorage(string connection) : ApiHost(connection);
}
