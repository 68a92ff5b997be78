using System.Collections.Concurrent;
using Azure.Core.Pipeline;

namespace NewsFunctions.Storage.Connection;

/// <summary>Whether a storage on this machine has saved what it took. Azurite answers before it saves; the one that we start tells in
/// headers what became of the save (azurite-host.cjs). Azure saves before it answers.</summary>
public sealed class StorageSaves
{
    /// <summary>The request header that asks the storage to answer once all earlier writes are saved.</summary>
    internal const string SaveHeader = "x-local-storage-save";

    /// <summary>The response header that says why the last save failed; absent where it succeeded.</summary>
    internal const string ErrorHeader = "x-local-storage-save-error";

    /// <summary>The response header that names the run of the storage. It changes when the storage is restarted.</summary>
    internal const string RunHeader = "x-local-storage";

    private readonly ArchiveClients _clients;
    private readonly ConcurrentDictionary<string, byte> _runs = new(StringComparer.Ordinal);
    private volatile string? _error;

    internal StorageSaves(ArchiveClients clients) => _clients = clients;

    /// <summary>Why the last save failed, as the latest answer told; null where it did not.</summary>
    public string? Error => _error;

    /// <summary>How often the storage ended and was started again while we used it: what it took in its last seconds may be lost.</summary>
    public int Restarts => Math.Max(0, _runs.Count - 1);

    /// <summary>Returns when everything that was written until now is saved.</summary>
    /// <exception cref="StorageNotSavedException">It cannot be saved; the message says why and what to do.</exception>
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
