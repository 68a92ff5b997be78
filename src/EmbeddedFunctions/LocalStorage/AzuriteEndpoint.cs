using System.Text.Json;

namespace EmbeddedFunctions.LocalStorage;

/// <summary>Where an Azurite listens; for ours, the content of the endpoint file that azurite-host.cjs writes.</summary>
internal sealed record AzuriteEndpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The account that every storage emulator has, with its published key.</summary>
    private const string WellKnownAccount = "devstoreaccount1";
    private const string WellKnownKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>A random name of one run of Azurite, null for one that is not ours.</summary>
    public string? Instance { get; init; }
    public int Pid { get; init; }
    public int Control { get; init; }
    public required int Blob { get; init; }
    public required int Queue { get; init; }
    public required int Table { get; init; }

    public static string WellKnown => $"{WellKnownAccount}:{WellKnownKey}";

    public string ConnectionString => ConnectionStringFor(WellKnownAccount, WellKnownKey);

    public string ConnectionStringFor(string account, string key) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};"
        + $"BlobEndpoint=http://127.0.0.1:{Blob}/{account};"
        + $"QueueEndpoint=http://127.0.0.1:{Queue}/{account};"
        + $"TableEndpoint=http://127.0.0.1:{Table}/{account};";

    /// <summary>Null where there is no file, or one that nobody finished.</summary>
    public static AzuriteEndpoint? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<AzuriteEndpoint>(File.ReadAllText(path), Json);
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }
}
