using System.Collections.Concurrent;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Configuration;

namespace LocalFunctionsHost.Settings;

/// <summary>Resolves storage accounts by the names that triggers give them, in the places where the Functions host looks for them.</summary>
internal sealed class Connections(IConfiguration configuration)
{
    /// <summary>Names the connection of the runtime's own state, and of triggers that name none.</summary>
    public const string Runtime = "AzureWebJobsStorage";

    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    private readonly ConcurrentDictionary<string, object> _clients = new(StringComparer.Ordinal);

    /// <summary>
    /// Fills in connections that are configured nowhere: development storage, and for the host's own what the triggers use.
    /// Development storage becomes the connection string that <paramref name="start"/> returns.
    /// </summary>
    /// <param name="names">The connections that triggers name.</param>
    /// <returns>The settings that were changed, by their keys.</returns>
    public async Task<IReadOnlyDictionary<string, string?>> PrepareAsync(IEnumerable<string> names, Func<Task<string>> start)
    {
        var changed = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        string[] others = names.Where(name => name != Runtime).Distinct(StringComparer.Ordinal).ToArray();
        foreach (string? name in others.Append(Runtime))
        {
            if (FindSection(name) is null)
            {
                // An identity connection cannot be copied as one value, so its section is copied.
                IConfigurationSection? source = name == Runtime && others.Length > 0 ? FindSection(others[0])! : null;
                foreach ((string? key, string? value) in source?.AsEnumerable(makePathsRelative: true) ?? [])
                {
                    Set(key.Length == 0 ? name : ConfigurationPath.Combine(name, key), value);
                }
                Set(name, source is null ? DevelopmentStorage : source.Value);
            }
        }
        foreach (IConfigurationSection? section in others.Append(Runtime).Select(name => FindSection(name)!))
        {
            if (section.Value is { } value && LocalStorageSupervisor.IsDevelopmentStorage(value))
            {
                Set(section.Path, await start());
            }
        }
        return changed;

        void Set(string key, string? value) => configuration[key] = changed[key] = value;
    }

    public BlobServiceClient Blobs(string name) => (BlobServiceClient)_clients.GetOrAdd($"blobs {name}", _ =>
    {
        IConfigurationSection section = Section(name);
        BlobClientOptions options = Patient(new BlobClientOptions(IsLocal(section.Value) ? BlobClientOptions.ServiceVersion.V2026_06_06 : LatestBlobs));
        return section.Value is { Length: > 0 } text ? Named(section, () => new BlobServiceClient(text, options))
            : new BlobServiceClient(Uri(section, "blob"), Credential(section), options);
    });

    public QueueClient Queue(string name, string queue) => ((QueueServiceClient)_clients.GetOrAdd($"queues {name}", _ =>
    {
        IConfigurationSection section = Section(name);
        QueueClientOptions options = Patient(new QueueClientOptions(IsLocal(section.Value) ? QueueClientOptions.ServiceVersion.V2026_06_06 : LatestQueues));
        return section.Value is { Length: > 0 } text ? Named(section, () => new QueueServiceClient(text, options))
            : new QueueServiceClient(Uri(section, "queue"), Credential(section), options);
    })).GetQueueClient(queue);

    public TableClient RuntimeTable(string table) => ((TableServiceClient)_clients.GetOrAdd("tables", _ =>
    {
        IConfigurationSection section = Section(Runtime);
        TableClientOptions options = Patient(new TableClientOptions());
        return section.Value is { Length: > 0 } text ? Named(section, () => new TableServiceClient(text, options))
            : new TableServiceClient(Uri(section, "table"), Credential(section), options);
    })).GetTableClient(table);

    /// <summary>Creates a client. Its errors name only the setting, because the SDK's message may quote the string, which holds a key.</summary>
    private static T Named<T>(IConfigurationSection section, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new LocalHostException($"The setting {section.Path} is not a connection string of a storage account.");
        }
    }

    /// <summary>Sets six retries. If one request in ten fails, the SDK's three lose one call in ten thousand, six lose one in ten million.</summary>
    private static T Patient<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 6;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        return options;
    }

    /// <summary>Returns the first section in the order in which the Functions host looks; null where there is none.</summary>
    internal IConfigurationSection? FindSection(string name) => new[]
    {
        $"ConnectionStrings:AzureWebJobs{name}", $"AzureWebJobs{name}", $"ConnectionStrings:{name}", name,
    }.Select(configuration.GetSection).FirstOrDefault(section =>
        !string.IsNullOrEmpty(section.Value) || section["accountName"] is not null || section.GetChildren().Any(c => c.Key.EndsWith("ServiceUri", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Returns whether it is Azurite, which refuses the API version that the pinned SDKs send and gets the newest that it knows.</summary>
    private static bool IsLocal(string? connection) => connection is not null
        && (LocalStorageSupervisor.IsDevelopmentStorage(connection) || connection.Contains("//127.0.0.1", StringComparison.Ordinal)
            || connection.Contains("//localhost", StringComparison.OrdinalIgnoreCase));

    private static BlobClientOptions.ServiceVersion LatestBlobs => Enum.GetValues<BlobClientOptions.ServiceVersion>().Max();

    private static QueueClientOptions.ServiceVersion LatestQueues => Enum.GetValues<QueueClientOptions.ServiceVersion>().Max();

    private static Uri Uri(IConfigurationSection section, string service) =>
        section[$"{service}ServiceUri"] is { } uri ? new Uri(uri)
        : section["accountName"] is { } account ? new Uri($"https://{account}.{service}.core.windows.net")
        : throw new LocalHostException($"The connection {section.Path} has neither accountName nor {service}ServiceUri.");

    private static DefaultAzureCredential Credential(IConfigurationSection section) =>
        new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] });

    private IConfigurationSection Section(string name) => FindSection(name)
        ?? throw new LocalHostException($"There is no connection {name} in the configuration.");
}
