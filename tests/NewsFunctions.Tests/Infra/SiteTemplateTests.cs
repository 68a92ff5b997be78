using System.Text.Json.Nodes;
using NewsFunctions.Archive.Http.Access;

namespace NewsFunctions.Tests.Infra;

public sealed class SiteTemplateTests
{
    private static readonly string[] Endpoints = ["blobServiceUri", "queueServiceUri", "tableServiceUri"];

    [Fact]
    public async Task App_runs_on_Flex_Consumption_with_the_runtime_it_is_built_for()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();
        JsonNode config = deployment.Site["properties"]!["functionAppConfig"]!;

        Assert.Equal("FC1", (string?)deployment.One("Microsoft.Web/serverfarms")["sku"]!["name"]);
        Assert.Equal("dotnet-isolated", (string?)config["runtime"]!["name"]);
        Assert.Equal($"{Environment.Version.Major}.0", (string?)config["runtime"]!["version"]);
    }

    [Fact]
    public async Task App_scales_from_zero_to_40_instances()
    {
        JsonNode scale = (await Deployment.WithDefaultsAsync()).Site["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!;

        Assert.Equal(2048, (int)scale["instanceMemoryMB"]!);
        Assert.Equal(40, (int)scale["maximumInstanceCount"]!);
        Assert.Empty(scale["alwaysReady"]!.AsArray());
        Assert.Equal(16, (int)scale["triggers"]!["http"]!["perInstanceConcurrency"]!);
    }

    [Fact]
    public async Task App_is_reached_over_https_only()
    {
        JsonNode properties = (await Deployment.WithDefaultsAsync()).Site["properties"]!;

        Assert.True((bool)properties["httpsOnly"]!);
        Assert.Equal("1.2", (string?)properties["siteConfig"]!["minTlsVersion"]);
        Assert.Equal("1.2", (string?)properties["siteConfig"]!["scmMinTlsVersion"]);
    }

    [Fact]
    public async Task Ftp_and_passwords_for_deployment_are_off()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();
        JsonObject[] policies = [.. deployment.All("Microsoft.Web/sites/basicPublishingCredentialsPolicies")];

        Assert.Equal("Disabled", (string?)deployment.Site["properties"]!["siteConfig"]!["ftpsState"]);
        Assert.Equal(["ftp", "scm"], policies.Select(policy => ((string)policy["name"]!).Split('/')[^1]).Order(StringComparer.Ordinal));
        Assert.All(policies, policy => Assert.False((bool)policy["properties"]!["allow"]!));
    }

    [Fact]
    public async Task App_and_its_package_use_the_user_assigned_identity_alone()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();
        JsonNode authentication = deployment.Site["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!;
        string identity = Assert.Single(deployment.Site["identity"]!["userAssignedIdentities"]!.AsObject()).Key;

        Assert.Equal("UserAssigned", (string?)deployment.Site["identity"]!["type"]);
        Assert.Equal("UserAssignedIdentity", (string?)authentication["type"]);
        Assert.Equal(identity, (string?)authentication["userAssignedIdentityResourceId"]);
    }

    [Fact]
    public async Task Azd_finds_the_app_by_its_tag() =>
        Assert.Equal("functions", (string?)(await Deployment.WithDefaultsAsync()).Site["tags"]!["azd-service-name"]);

    [Fact]
    public async Task Connections_named_by_triggers_are_identity_connections()
    {
        IReadOnlyDictionary<string, string> settings = (await Deployment.WithDefaultsAsync()).AppSettings;

        Assert.Contains("ArchiveStorage", Triggers.Connections);
        Assert.All(Triggers.Connections.Append("AzureWebJobsStorage"), connection =>
        {
            Assert.DoesNotContain(connection, settings.Keys);
            Assert.Equal("managedidentity", settings[$"{connection}__credential"]);
            Assert.All(Endpoints.Append("clientId"), suffix => Assert.Contains($"{connection}__{suffix}", settings.Keys));
        });
    }

    [Fact]
    public async Task Each_connection_uses_its_own_account()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();

        Assert.All(["blob", "queue", "table"], service =>
        {
            Assert.Contains((string)deployment.Archive["name"]!, deployment.AppSettings[$"ArchiveStorage__{service}ServiceUri"], StringComparison.Ordinal);
            Assert.Contains((string)deployment.Runtime["name"]!, deployment.AppSettings[$"AzureWebJobsStorage__{service}ServiceUri"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Settings_named_by_triggers_are_app_settings()
    {
        IReadOnlyDictionary<string, string> settings = (await Deployment.WithDefaultsAsync()).AppSettings;

        Assert.Contains("LinkCheckSchedule", Triggers.Settings);
        Assert.All(Triggers.Settings, name => Assert.NotEmpty(settings[name]));
    }

    [Fact]
    public async Task Every_app_setting_is_used()
    {
        string[] read =
        [
            .. Triggers.Settings,
            .. Triggers.Connections.Append("AzureWebJobsStorage").SelectMany(
                connection => Endpoints.Append("credential").Append("clientId").Select(suffix => $"{connection}__{suffix}")),
            $"{AccessOptions.Section}__{nameof(AccessOptions.Read)}",
            $"{AccessOptions.Section}__{nameof(AccessOptions.TrustPlatformSignIn)}",

            // These are read by the platform.
            "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
            "APPLICATIONINSIGHTS_CONNECTION_STRING",
            "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
            "WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED",
        ];

        Assert.Equal(read.Order(StringComparer.Ordinal), (await Deployment.WithEverythingAsync()).AppSettings.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reading_needs_a_key_by_default() =>
        Assert.Equal("Keys", (await Deployment.WithDefaultsAsync()).AppSettings["Access__Read"]);
}
