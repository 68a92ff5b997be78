namespace EmbeddedFunctions.LocalStorage;

/// <summary>The right to use a local storage until disposed of. The last lease of an Azurite that we started stops it.</summary>
public sealed class LocalStorageLease : IAsyncDisposable
{
    private readonly AzuriteEndpoint _endpoint;
    private AzuriteUse? _use;

    internal LocalStorageLease(AzuriteEndpoint endpoint, AzuriteUse? use, bool startedHere)
    {
        _endpoint = endpoint;
        _use = use;
        StartedHere = startedHere;
    }

    /// <summary>The complete connection string of the well-known account.</summary>
    public string ConnectionString => _endpoint.ConnectionString;

    /// <summary>False where another process had started the Azurite that is used.</summary>
    public bool StartedHere { get; }

    /// <summary>The connection string of one of <see cref="LocalStorageOptions.Accounts"/>.</summary>
    public string ConnectionStringFor(string account, string key) => _endpoint.ConnectionStringFor(account, key);

    /// <summary>Returns when the others have taken over, or when Azurite has written its data and ended.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _use, null)?.ReleaseAsync() ?? ValueTask.CompletedTask;

    internal int? Pid => _endpoint.Instance is null ? null : _endpoint.Pid;
}
