using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Connection;

/// <summary>Reports a container that cannot be listed: blob names have characters that XML does not allow. Azurite accepts such names.</summary>
public sealed class UnlistableContainerException : Exception
{
    public UnlistableContainerException()
    {
    }

    public UnlistableContainerException(string message)
        : base(message)
    {
    }

    public UnlistableContainerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal UnlistableContainerException(string container, IReadOnlyList<string> names)
        : base($"the container {container} cannot be listed, because of characters in the names of blobs that a listing cannot hold. Remove them, "
            + $"and upload their files under other names: {string.Join("; ", names.Select(name => $"news storage --remove {Quoted(name)}"))}")
    {
    }

    private static string Quoted(string name) => $"'{DumpName.Escape(name).Replace("'", @"\x27", StringComparison.Ordinal)}'";
}
