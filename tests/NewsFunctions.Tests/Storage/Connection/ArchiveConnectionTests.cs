using System.Text.RegularExpressions;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Tests.Storage.Connection;

public sealed class ArchiveConnectionTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", true)]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:4711/a;QueueEndpoint=http://127.0.0.1:4712/a;TableEndpoint=http://127.0.0.1:4713/a", true)]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=example;AccountKey=YQ==;EndpointSuffix=core.windows.net", false)]
    public void Development_storage_is_recognised_in_a_connection_string(string connectionString, bool development)
    {
        ArchiveConnection connection = From(("ArchiveStorage", connectionString));
        Assert.Equal((connectionString, development), (connection.ConnectionString, connection.IsDevelopmentStorage));
    }

    [Fact]
    public void Account_name_stands_for_its_three_endpoints_and_the_developer_login()
    {
        ArchiveConnection connection = From(("ArchiveStorage:accountName", "example"));
        Assert.Equal(new Uri("https://example.blob.core.windows.net"), connection.BlobService);
        Assert.Equal(new Uri("https://example.queue.core.windows.net"), connection.QueueService);
        Assert.Equal(new Uri("https://example.table.core.windows.net"), connection.TableService);
        Assert.IsType<DefaultAzureCredential>(connection.Credential);
        Assert.False(connection.IsDevelopmentStorage);
    }

    [Fact]
    public void Endpoints_and_a_managed_identity_are_used_as_given()
    {
        ArchiveConnection connection = From(
            ("ArchiveStorage:blobServiceUri", "https://blob.example"),
            ("ArchiveStorage:queueServiceUri", "https://queue.example"),
            ("ArchiveStorage:tableServiceUri", "https://table.example"),
            ("ArchiveStorage:credential", "managedidentity"),
            ("ArchiveStorage:clientId", "00000000-0000-0000-0000-000000000001"));
        Assert.Equal(new Uri("https://table.example"), connection.TableService);
        Assert.IsType<ManagedIdentityCredential>(connection.Credential);
    }

    [Theory]
    [InlineData("", "", "'ArchiveStorage' is not set")]
    [InlineData("ArchiveStorage", "secret nonsense", "'ArchiveStorage' is not a connection string")]
    [InlineData("ArchiveStorage:accountName", "Not An Account", "'ArchiveStorage__accountName'")]
    [InlineData("ArchiveStorage:blobServiceUri", "http://plain.example", "'ArchiveStorage__blobServiceUri'")]
    public void Invalid_setting_is_named_with_valid_forms_and_not_quoted(string key, string value, string expected)
    {
        string message = Assert.Throws<OptionsValidationException>(() => From((key, value))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("UseDevelopmentStorage=true", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_credential_is_rejected() => Assert.Contains(
        "'ArchiveStorage__credential'",
        Assert.Throws<OptionsValidationException>(() => From(
            ("ArchiveStorage:accountName", "example"), ("ArchiveStorage:credential", "password"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_pinned_azurite_knows_the_service_version_that_our_clients_pin()
    {
        string root = Repository.Root;
        string azurite = Path.Combine(root, "node_modules", "azurite");
        if (!Directory.Exists(azurite))
        {
            Assert.Skip("Azurite is not installed: npm ci");
        }

        string pinned = Regex.Match(File.ReadAllText(Path.Combine(root, "package.json")), "\"azurite\": \"([0-9.]+)\"").Groups[1].Value;
        Assert.Contains($"\"version\": \"{pinned}\"", File.ReadAllText(Path.Combine(azurite, "package.json")), StringComparison.Ordinal);
        foreach ((string service, Enum version) in new (string, Enum)[]
        {
            ("blob", ArchiveClients.DevelopmentBlobs), ("queue", ArchiveClients.DevelopmentQueues),
        })
        {
            string constants = File.ReadAllText(Path.Combine(azurite, "dist", "src", service, "utils", "constants.js"));
            string[] known = [.. Regex.Matches(constants[constants.LastIndexOf("exports.ValidAPIVersions = [", StringComparison.Ordinal)..], "\"(20[0-9-]{8})\"")
                .Select(match => match.Groups[1].Value)];
            Assert.Equal(version.ToString()[1..].Replace('_', '-'), known.Max(StringComparer.Ordinal));
        }
    }

    private static ArchiveConnection From(params (string Key, string Value)[] settings) => ArchiveConnection.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Where(pair => pair.Key.Length > 0)
            .Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value))).Build());
}
