using System.Text.Json.Nodes;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Tests.Infra;

public sealed class StorageTemplateTests
{
    [Fact]
    public async Task Archive_and_runtime_have_an_account_each() =>
        Assert.Equal(2, (await Deployment.WithDefaultsAsync()).All("Microsoft.Storage/storageAccounts").Count());

    [Theory]
    [InlineData("allowSharedKeyAccess", false)]
    [InlineData("allowBlobPublicAccess", false)]
    [InlineData("allowCrossTenantReplication", false)]
    [InlineData("defaultToOAuthAuthentication", true)]
    [InlineData("supportsHttpsTrafficOnly", true)]
    public async Task Accounts_accept_identities_only(string property, bool value)
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();

        Assert.All([deployment.Archive, deployment.Runtime], account => Assert.Equal(value, (bool)account["properties"]![property]!));
    }

    [Fact]
    public async Task Accounts_refuse_old_TLS()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();

        Assert.All([deployment.Archive, deployment.Runtime], account => Assert.Equal("TLS1_2", (string?)account["properties"]!["minimumTlsVersion"]));
    }

    [Fact]
    public async Task No_container_is_public()
    {
        JsonObject[] containers = [.. (await Deployment.WithDefaultsAsync()).All("Microsoft.Storage/storageAccounts/blobServices/containers")];

        Assert.NotEmpty(containers);
        Assert.All(containers, container => Assert.Equal("None", (string?)container["properties"]!["publicAccess"]));
    }

    [Fact]
    public async Task Archive_keeps_deleted_and_replaced_blobs_for_30_days()
    {
        JsonNode blobs = (await Deployment.WithDefaultsAsync()).One("Microsoft.Storage/storageAccounts/blobServices", "starc")["properties"]!;

        Assert.True((bool)blobs["isVersioningEnabled"]!);
        Assert.All(["deleteRetentionPolicy", "containerDeleteRetentionPolicy"], policy => Assert.True((bool)blobs[policy]!["enabled"]!));
        Assert.All(["deleteRetentionPolicy", "containerDeleteRetentionPolicy"], policy => Assert.Equal(30, (int)blobs[policy]!["days"]!));
        Assert.Equal(30, (int)(await RuleAsync("delete-old-versions"))["actions"]!["version"]!["delete"]!["daysAfterCreationGreaterThan"]!);
    }

    [Fact]
    public async Task Runtime_keeps_no_versions() => Assert.False(
        (bool)(await Deployment.WithDefaultsAsync()).One("Microsoft.Storage/storageAccounts/blobServices", "strun")["properties"]!["isVersioningEnabled"]!);

    [Fact]
    public async Task Only_dead_letters_are_deleted_by_age()
    {
        JsonNode[] deleting = [.. (await RulesAsync()).Where(rule => rule["actions"]!["baseBlob"]?["delete"] is not null)];

        Assert.Equal(["dead-letters/"], Assert.Single(deleting)["filters"]!["prefixMatch"]!.AsArray().Select(prefix => (string)prefix!));
    }

    [Fact]
    public async Task Captures_move_to_cool_storage() =>
        Assert.Equal($"{ArchiveNames.CapturesContainer}/", (string)Assert.Single((await RuleAsync("cool-captures"))["filters"]!["prefixMatch"]!.AsArray())!);

    [Fact]
    public async Task Containers_and_queues_that_triggers_read_exist_before_the_app_runs()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();
        string[] queues = [.. deployment.All("Microsoft.Storage/storageAccounts/queueServices/queues", "starc").Select(LastName)];

        Assert.Contains(Triggers.Blob.Container, deployment.All("Microsoft.Storage/storageAccounts/blobServices/containers", "starc").Select(LastName));
        Assert.All(Triggers.Queues, queue => Assert.Contains(queue, queues));
        Assert.Contains(ArchiveNames.LinkChecksPoisonQueue, queues);
    }

    private static string LastName(JsonObject resource) => ((string)resource["name"]!).Split('/')[^1];

    private static async Task<JsonNode> RuleAsync(string name)
    {
        JsonNode policy = (await Deployment.WithDefaultsAsync()).One("Microsoft.Storage/storageAccounts/managementPolicies")["properties"]!["policy"]!;
        return policy["rules"]!.AsArray().Single(rule => (string?)rule!["name"] == name)!["definition"]!;
    }

    private static async Task<IEnumerable<JsonNode>> RulesAsync()
    {
        JsonNode policy = (await Deployment.WithDefaultsAsync()).One("Microsoft.Storage/storageAccounts/managementPolicies")["properties"]!["policy"]!;
        return policy["rules"]!.AsArray().Select(rule => rule!["definition"]!);
    }
}
