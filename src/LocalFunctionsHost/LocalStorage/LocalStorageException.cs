namespace LocalFunctionsHost.LocalStorage;

/// <summary>Reports that local storage is unavailable; the message says why and what to do, for the person at the terminal.</summary>
public sealed class LocalStorageException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Is true if this machine has no Node.js, or one that is too old for Azurite.</summary>
    public bool NodeIsMissing { get; init; }
}
