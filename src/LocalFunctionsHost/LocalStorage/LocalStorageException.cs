namespace LocalFunctionsHost.LocalStorage;

/// <summary>Local storage cannot be had; the message says why and what to do, for the person at the terminal.</summary>
public sealed class LocalStorageException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>True where this machine has no Node.js, or one that is too old for Azurite.</summary>
    public bool NodeIsMissing { get; init; }
}
