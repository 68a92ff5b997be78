using NewsFunctions.Storage.Setup;

namespace NewsFunctions.Archive.Operations;

/// <summary>Creates tables, containers and queues before the first function of this process runs.</summary>
/// <remarks>Not at start: on Azure, a start of more than 30 s fails, so nothing there may wait for the network
/// (azure-functions-host#10482).</remarks>
public sealed class StorageReady(ArchiveSetup setup) : IDisposable
{
    private readonly SemaphoreSlim _creating = new(1, 1);
    private volatile bool _ready;

    public Task EnsureAsync(CancellationToken cancellationToken) => _ready ? Task.CompletedTask : CreateAsync(cancellationToken);

    public void Dispose() => _creating.Dispose();

    // Not a cached task: after a failure, the next function tries again.
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await _creating.WaitAsync(cancellationToken);
        try
        {
            if (!_ready)
            {
                await setup.CreateAsync(cancellationToken);
                _ready = true;
            }
        }
        finally
        {
            _creating.Release();
        }
    }
}
