namespace EmbeddedFunctions.LocalStorage;

/// <summary>Local storage cannot be had; the message says why and what to do, for the person at the terminal.</summary>
public sealed class LocalStorageException : Exception
{
    public LocalStorageException()
    {
    }

    public LocalStorageException(string message) : base(message)
    {
    }

    public LocalStorageException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>True where this machine has no Node.js, or one that is too old for Azurite.</summary>
    public bool NodeIsMissing { get; init; }
}
