using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Says which local storage is wanted.</summary>
public sealed record LocalStorageOptions
{
    /// <summary>Holds Azurite's data, and the file that tells our other processes where it listens. Created if missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Keeps nothing beyond the last user; the folder then only lets processes find one another.</summary>
    public bool InMemory { get; init; }

    /// <summary>
    /// Lists further accounts beside the well-known one, each <c>name:key</c> with a base64 key. Only the process that starts
    /// Azurite applies it; one that joins uses the accounts that are there.
    /// </summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>
    /// Says whether this storage may use the usual ports: an Azurite of someone else that answers there is used, and
    /// ours takes them where they are free. Is false wherever the data folder was chosen (a <c>--data</c> option, a
    /// temporary folder): such data never goes to another's Azurite, and others' never comes here.
    /// </summary>
    public bool JoinUsualPorts { get; init; } = true;

    /// <summary>Sets the level of the log lines with the storage's address; below Information the warning of a published key has it, too.</summary>
    public LogLevel AddressLevel { get; init; } = LogLevel.Information;

    /// <summary>
    /// Sets how often Azurite writes its databases by itself. Each time it writes all of them, so whoever fills a large storage
    /// at once wants it rarely and asks for a save at the end. Null means every 5 seconds. Only the process that starts Azurite
    /// applies it.
    /// </summary>
    public TimeSpan? SaveInterval { get; init; }

    /// <summary>Says how long Azurite waits for a next user after its last was killed. Short: a killed command leaves nothing running.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The blob, queue and table ports of an Azurite that was started without options.</summary>
    internal IReadOnlyList<int> UsualPorts { get; init; } = [10000, 10001, 10002];

    /// <summary>The size in bytes from which a database is read in pieces. Null means 256 MB.</summary>
    internal long? LargeFile { get; init; }

    /// <summary>The program that runs Azurite.</summary>
    internal string Node { get; init; } = "node";
}
