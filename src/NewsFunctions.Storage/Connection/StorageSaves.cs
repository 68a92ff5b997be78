using System.Collections.Concurrent;
using Azure.Core.Pipeline;

namespace NewsFunctions.Storage.Connection;

/// <summary>Tracks whether a local storage has saved its writes. Azurite responds before it saves; the one that we start reports
/// the outcome of the save in headers (azurite-host.cjs). Azure saves before it responds.</summary>
public sealed class StorageSaves
{
    /// <summary>Asks the storage in a request header to respond once all earlier writes are saved.</summary>
    internal const string SaveHeader = "x-local-storage-save";

    /// <summary>Says in a response header why the last save failed; absent if it succeeded.</summary>
    internal const string ErrorHeader = "x-local-storage-save-error";

    /// <summary>Names the run of the storage in a response header. It changes when the storage is restarted.</summary>
    internal const string RunHeader = "x-local-storage";

    private readonly ArchiveClients _clients;
    private readonly ConcurrentDictionary<string, byte> _runs = new(StringComparer.Ordinal);
    private volatile string? _error;

    internal StorageSaves(ArchiveClients clients) => _clients = clients;

    /// <summary>Says why the last save failed, from the latest response; null if it succeeded.</summary>
    public string? Error => _error;

    /// <summary>Counts the restarts of the storage during our use. Writes of its last seconds may be lost.</summary>
    public int Restarts => Math.Max(0, _runs.Count - 1);

    /// <summary>Waits until everything that was written so far is saved.</summary>
    /// <exception cref="StorageNotSavedException">The data cannot be saved. The message says why and what to do.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_clients.IsDevelopmentStorage)
        {
            using (HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [SaveHeader] = "true" }))
            {
                await _clients.DumpBlobs.ExistsAsync(cancellationToken);
            }
        }
    }

    internal void Note(string? run, string? error)
    {
        _error = error;
        if (run is not null)
        {
            _runs.TryAdd(run, 0);
        }
    }
}
