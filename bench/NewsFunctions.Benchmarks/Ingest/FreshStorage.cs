using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Search;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.Benchmarks.Ingest;

/// <summary>Starts an Azurite of its own in memory for each measurement.</summary>
internal static class FreshStorage
{
    /// <param name="measure">Gets the connection string.</param>
    public static async Task<T> OverAsync<T>(Func<string, Task<T>> measure)
    {
        string folder = Directory.CreateTempSubdirectory("news-bench-azurite-").FullName;
        try
        {
            var options = new LocalStorageOptions { DataFolder = folder, InMemory = true, JoinUsualPorts = false };
            await using LocalStorageLease storage = await LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, default);
            return await measure(storage.ConnectionString);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Creates the tables and containers, and clients for them.</summary>
    public static async Task<ArchiveClients> ClientsAsync(string storage)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ArchiveStorage", storage)]).Build();
        var clients = new ArchiveClients(ArchiveConnection.From(configuration), new OperationCounter());
        var words = new WordRows(clients, new ConflictRetry(TimeProvider.System), TimeProvider.System);
        await new ArchiveSetup(clients, words).CreateAsync(CancellationToken.None);
        return clients;
    }
}
