using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Storage.Connection;

/// <summary>Says where the archive is stored: a connection string, or three endpoints and an identity.</summary>
/// <remarks>The suffixes match the identity-based connections of Azure Functions, because the triggers read the same settings.</remarks>
internal sealed record ArchiveConnection
{
    private const string LegalForms =
        "Legal forms: '{0}' as a connection string of a storage account or UseDevelopmentStorage=true; or '{0}__accountName'; "
        + "or '{0}__blobServiceUri', '{0}__queueServiceUri' and '{0}__tableServiceUri' (https); the last two with the developer's "
        + "login, or with '{0}__credential' = managedidentity and, for a user-assigned identity, '{0}__clientId'.";

    public string? ConnectionString { get; private init; }

    public Uri? BlobService { get; private init; }

    public Uri? QueueService { get; private init; }

    public Uri? TableService { get; private init; }

    public TokenCredential? Credential { get; private init; }

    /// <summary>True for an emulator. Azurite refuses API versions that are newer than itself.</summary>
    public bool IsDevelopmentStorage { get; private init; }

    /// <exception cref="OptionsValidationException">The settings are missing or unusable; the message names the key and the legal forms.</exception>
    /// <param name="key">The setting, or the prefix of the settings.</param>
    public static ArchiveConnection From(IConfiguration configuration, string key = ArchiveNames.Connection)
    {
        IConfigurationSection section = configuration.GetSection(key);
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            return FromConnectionString(section.Value, key);
        }

        string? accountName = section["accountName"];
        if (accountName is not null && (accountName.Length is < 3 or > 24 || !accountName.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))))
        {
            throw Unusable(key, $"'{key}__accountName' is not the name of a storage account (3 to 24 lower-case letters and digits).");
        }

        return new ArchiveConnection
        {
            BlobService = Endpoint(section, accountName, "blob"),
            QueueService = Endpoint(section, accountName, "queue"),
            TableService = Endpoint(section, accountName, "table"),
            Credential = CredentialFrom(section),
        };
    }

    private static ArchiveConnection FromConnectionString(string connectionString, string key)
    {
        try
        {
            // The SDK's own parser knows every form. The client itself is discarded.
            return new ArchiveConnection
            {
                ConnectionString = connectionString,
                IsDevelopmentStorage = new BlobServiceClient(connectionString).Uri.IsLoopback,
            };
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // Not the SDK's message: it may quote the string, which contains a key.
            throw Unusable(key, $"'{key}' is not a connection string.");
        }
    }

    private static Uri Endpoint(IConfigurationSection section, string? accountName, string service)
    {
        string suffix = $"{service}ServiceUri";
        if (section[suffix] is not { Length: > 0 } text)
        {
            return accountName is not null
                ? new Uri($"https://{accountName}.{service}.core.windows.net")
                : throw Unusable(section.Key, $"'{section.Key}' is not set, and neither is '{section.Key}__{suffix}'.");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw Unusable(section.Key, $"'{section.Key}__{suffix}' is not an https URL.");
    }

    private static TokenCredential CredentialFrom(IConfigurationSection section)
    {
        string? clientId = section["clientId"] is { Length: > 0 } id ? id : null;
        return section["credential"]?.ToLowerInvariant() switch
        {
            null or "" => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId }),
            "managedidentity" => new ManagedIdentityCredential(clientId is null
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(clientId)),
            _ => throw Unusable(section.Key, $"'{section.Key}__credential' is neither managedidentity nor absent."),
        };
    }

    private static OptionsValidationException Unusable(string key, string what) =>
        new(key, typeof(ArchiveConnection), [$"{what} {LegalForms.Replace("{0}", key, StringComparison.Ordinal)}"]);
}
