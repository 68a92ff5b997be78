using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Which local storage is wanted.</summary>
public sealed record LocalStorageOptions
{
    /// <summary>Holds Azurite's data, and the file that tells our other processes where it listens. Created if missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Nothing is kept beyond the last user; the folder only serves to find one another.</summary>
    public bool InMemory { get; init; }

    /// <summary>
    /// Further accounts beside the well-known one, each <c>name:key</c> with a base64 key. Heeded by the process that
    /// starts Azurite; who joins takes what is there.
    /// </summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>
    /// Whether the usual ports are this storage's business: an Azurite of someone else that answers there is used, and
    /// ours takes them where they are free. False wherever the data folder was chosen (a <c>--data</c> option, a
    /// temporary folder): such data never goes to another's Azurite, and others' never comes here.
    /// </summary>
    public bool JoinUsualPorts { get; init; } = true;

    /// <summary>The level of the log lines that say where the storage listens; below Information the warning of a published key has it, too.</summary>
    public LogLevel AddressLevel { get; init; } = LogLevel.Information;

    /// <summary>
    /// How often Azurite writes its databases of its own accord; each time it writes all of them, so whoever fills a large
    /// storage at once wants it rarely and asks for a save at the end. Null: every 5 seconds. Heeded by the process that
    /// starts Azurite.
    /// </summary>
    public TimeSpan? SaveInterval { get; init; }

    /// <summary>How long Azurite waits for a next user when its last one was killed. Short: a killed command leaves nothing running.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Blob, queue and table port of an Azurite that was started without options.</summary>
    internal IReadOnlyList<int> UsualPorts { get; init; } = [10000, 10001, 10002];

    /// <summary>From how many bytes on a database is read in pieces. Null: 256 MB.</summary>
    internal long? LargeFile { get; init; }

    /// <summary>The program that runs Azurite.</summary>
    internal string Node { get; init; } = "node";
}
