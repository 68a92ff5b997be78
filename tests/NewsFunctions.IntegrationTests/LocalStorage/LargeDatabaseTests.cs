using Azure.Data.Tables;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;

namespace NewsFunctions.IntegrationTests.LocalStorage;

/// <summary>Tests Azurite databases that are longer than the 512 MB that Node.js decodes at once.</summary>
public sealed class LargeDatabaseTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("news-tests-storage-").FullName;

    public LargeDatabaseTests(AzuriteFixture azurite) => azurite.RequireNode();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Database_that_is_read_in_pieces_is_what_was_saved()
    {
        LocalStorageOptions options = new() { DataFolder = _data, JoinUsualPorts = false, LargeFile = 1 };

        // Longer than one chunk, with two-byte characters, so that chunk borders split some of them.
        string[] texts = [.. Enumerable.Range(0, 400).Select(i => $"{i} {new string('\u0645', 31_000)}")];
        await using (LocalStorageLease first = await AcquireAsync(options))
        {
            var table = new TableClient(first.ConnectionString, "Texts");
            await table.CreateAsync(TestContext.Current.CancellationToken);
            foreach (TableTransactionAction[] some in texts
                .Select((text, i) => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("a", $"{i:0000}") { ["Text"] = text })).Chunk(10))
            {
                await table.SubmitTransactionAsync(some, TestContext.Current.CancellationToken);
            }
        }

        await using LocalStorageLease second = await AcquireAsync(options);
        List<TableEntity> rows = await new TableClient(second.ConnectionString, "Texts")
            .QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(texts, rows.Select(row => row.GetString("Text")));
    }

    private static Task<LocalStorageLease> AcquireAsync(LocalStorageOptions options) =>
        LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);
}
