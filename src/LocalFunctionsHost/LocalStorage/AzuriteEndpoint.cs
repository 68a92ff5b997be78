using System.Text.Json;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Says where an Azurite listens; for ours, it is the content of the endpoint file that azurite-host.cjs writes.</summary>
internal sealed record AzuriteEndpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The account that every storage emulator has, and its published key.</summary>
    private const string WellKnownAccount = "devstoreaccount1";
    private const string WellKnownKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>A random name of one run of Azurite; null for one that is not ours.</summary>
    public string? Instance { get; init; }
    public int Pid { get; init; }
    public int Control { get; init; }
    public required int Blob { get; init; }
    public required int Queue { get; init; }
    public required int Table { get; init; }

    /// <summary>The account key; null if it is the published one, as in an Azurite that is not ours.</summary>
    public string? Key { get; init; }

    public IReadOnlyList<int> Ports => [Blob, Queue, Table];

    public string ConnectionString => ConnectionStringFor(WellKnownAccount, Key ?? WellKnownKey);

    /// <summary>Formats the account for Azurite's setting AZURITE_ACCOUNTS.</summary>
    public static string Account(string key) => $"{WellKnownAccount}:{key}";

    public string ConnectionStringFor(string account, string key) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};"
        + $"BlobEndpoint=http://127.0.0.1:{Blob}/{account};"
        + $"QueueEndpoint=http://127.0.0.1:{Queue}/{account};"
        + $"TableEndpoint=http://127.0.0.1:{Table}/{account};";

    /// <summary>Reads the endpoint file; returns null where there is none, or only an unfinished one.</summary>
    public static AzuriteEndpoint? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<AzuriteEndpoint>(File.ReadAllText(path), Json);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
