using System.Collections.Concurrent;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using EmbeddedFunctions.LocalStorage;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Hosting;

/// <summary>Storage accounts by the names that triggers give them, found where the Functions host looks for them.</summary>
internal sealed class Connections(IConfiguration configuration)
{
    /// <summary>The connection of the runtime's own state, and of triggers that name none.</summary>
    public const string Runtime = "AzureWebJobsStorage";

    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    private readonly ConcurrentDictionary<string, object> _clients = new(StringComparer.Ordinal);

    /// <summary>
    /// What is configured nowhere becomes development storage (the runtime's own: what the triggers use), and
    /// development storage becomes what <paramref name="start"/> says where it listens.
    /// </summary>
    public async Task PrepareAsync(IEnumerable<string> names, Func<Task<string>> start)
    {
        var others = names.Where(name => name != Runtime).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var name in others.Append(Runtime))
        {
            if (FindSection(name) is null)
            {
                // An identity connection cannot be copied as one value; its section is.
                var source = name == Runtime && others.Length > 0 ? FindSection(others[0])! : null;
                foreach (var (key, value) in source?.AsEnumerable(makePathsRelative: true) ?? [])
                {
                    configuration[key.Length == 0 ? name : ConfigurationPath.Combine(name, key)] = value;
                }
                configuration[name] = source is null ? DevelopmentStorage : source.Value;
            }
        }
        foreach (var section in others.Append(Runtime).Select(name => FindSection(name)!))
        {
            if (section.Value is { } value && LocalStorageSupervisor.IsDevelopmentStorage(value))
            {
                configuration[section.Path] = await start();
            }
        }
    }

    public BlobServiceClient Blobs(string name) => (BlobServiceClient)_clients.GetOrAdd($"blobs {name}", _ =>
    {
        var section = Section(name);
        var options = new BlobClientOptions(IsLocal(section.Value) ? BlobClientOptions.ServiceVersion.V2026_06_06 : LatestBlobs);
        return section.Value is { Length: > 0 } text ? new BlobServiceClient(text, options)
            : new BlobServiceClient(Uri(section, "blob"), Credential(section), options);
    });

    public QueueClient Queue(string name, string queue) => ((QueueServiceClient)_clients.GetOrAdd($"queues {name}", _ =>
    {
        var section = Section(name);
        var options = new QueueClientOptions(IsLocal(section.Value) ? QueueClientOptions.ServiceVersion.V2026_06_06 : LatestQueues);
        return section.Value is { Length: > 0 } text ? new QueueServiceClient(text, options)
            : new QueueServiceClient(Uri(section, "queue"), Credential(section), options);
    })).GetQueueClient(queue);

    public TableClient RuntimeTable(string table) => ((TableServiceClient)_clients.GetOrAdd("tables", _ =>
    {
        var section = Section(Runtime);
        return section.Value is { Length: > 0 } text ? new TableServiceClient(text)
            : new TableServiceClient(Uri(section, "table"), Credential(section));
    })).GetTableClient(table);

    /// <summary>The first of the places in which the Functions host looks; null where there is nothing.</summary>
    internal IConfigurationSection? FindSection(string name) => new[]
    {
        $"ConnectionStrings:AzureWebJobs{name}", $"AzureWebJobs{name}", $"ConnectionStrings:{name}", name,
    }.Select(configuration.GetSection).FirstOrDefault(section =>
        !string.IsNullOrEmpty(section.Value) || section["accountName"] is not null || section.GetChildren().Any(c => c.Key.EndsWith("ServiceUri", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Azurite refuses the API version that the pinned SDKs send: this is the newest that it knows.</summary>
    private static bool IsLocal(string? connection) => connection is not null
        && (LocalStorageSupervisor.IsDevelopmentStorage(connection) || connection.Contains("//127.0.0.1", StringComparison.Ordinal)
            || connection.Contains("//localhost", StringComparison.OrdinalIgnoreCase));

    private static BlobClientOptions.ServiceVersion LatestBlobs => Enum.GetValues<BlobClientOptions.ServiceVersion>().Max();

    private static QueueClientOptions.ServiceVersion LatestQueues => Enum.GetValues<QueueClientOptions.ServiceVersion>().Max();

    private static Uri Uri(IConfigurationSection section, string service) =>
        section[$"{service}ServiceUri"] is { } uri ? new Uri(uri)
        : section["accountName"] is { } account ? new Uri($"https://{account}.{service}.core.windows.net")
        : throw new InvalidOperationException($"The connection {section.Path} has neither accountName nor {service}ServiceUri.");

    private static DefaultAzureCredential Credential(IConfigurationSection section) =>
        new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] });

    private IConfigurationSection Section(string name) => FindSection(name)
        ?? throw new InvalidOperationException($"There is no connection {name} in the configuration.");
}
