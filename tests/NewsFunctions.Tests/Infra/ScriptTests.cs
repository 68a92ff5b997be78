using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Infra;

public sealed partial class ScriptTests
{
    private const string Host = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-test/providers/Microsoft.Web/sites/func-news-test/host/default";

    private const string Subscription =
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-test/providers/Microsoft.EventGrid/systemTopics/evgt-news-test/eventSubscriptions/dumps";

    private const string Key = "k+/==";
    private const string Keys = """{"masterKey":"m","functionKeys":{"default":"f"},"systemKeys":{"blobs_extension":"k+/=="}}""";
    private const string NoKeys = """{"masterKey":"m","functionKeys":{"default":"f"},"systemKeys":{}}""";
    private const string Succeeded = """{"properties":{"provisioningState":"Succeeded"}}""";

    [Fact]
    public async Task Subscription_is_created_once_the_app_has_its_key()
    {
        await using FakeAzure azure = await FakeAzure.StartAsync((call, before) => call switch
        {
            $"POST {Host}/sync" => (204, ""),
            $"POST {Host}/listKeys" => before switch { 0 => (502, "starting"), 1 => (200, NoKeys), _ => (200, Keys) },
            $"PUT {Subscription}" => (201, """{"properties":{"provisioningState":"Creating"}}"""),
            $"GET {Subscription}" => (200, before == 0 ? """{"properties":{"provisioningState":"Creating"}}""" : Succeeded),
            _ => (404, call),
        });

        var run = await azure.RunAsync("subscribe-to-uploads.sh");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(3, azure.Calls.Count(call => call.Contains("/listKeys", StringComparison.Ordinal)));
        Assert.Equal(1, azure.Calls.Count(call => call.StartsWith("PUT ", StringComparison.Ordinal)));
        AssertSubscribes(JsonNode.Parse(azure.LastBody)!["properties"]!, "k%2B%2F%3D%3D");
        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_that_did_not_answer_in_time_is_subscribed_again()
    {
        await using FakeAzure azure = await FakeAzure.StartAsync((call, before) => call switch
        {
            $"POST {Host}/sync" => (204, ""),
            $"POST {Host}/listKeys" => (200, Keys),
            $"PUT {Subscription}" => before switch { 0 => (400, "validation failed"), 1 => (201, """{"properties":{"provisioningState":"Failed"}}"""), _ => (200, Succeeded) },
            _ => (404, call),
        });

        var run = await azure.RunAsync("subscribe-to-uploads.sh");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(3, azure.Calls.Count(call => call.StartsWith("PUT ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Missing_permission_is_reported_at_once()
    {
        await using FakeAzure azure = await FakeAzure.StartAsync((_, _) => (403, "AuthorizationFailed"));

        var run = await azure.RunAsync("subscribe-to-uploads.sh");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("AuthorizationFailed", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, azure.Calls.Count);
    }

    [Fact]
    public async Task Dry_run_prints_the_subscription_and_makes_no_calls()
    {
        await using FakeAzure azure = await FakeAzure.StartAsync((call, _) => (500, call));

        var run = await azure.RunAsync("subscribe-to-uploads.sh", "--dry-run");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Empty(azure.Calls);
        string json = run.Output[run.Output.IndexOf("{\n", StringComparison.Ordinal)..(run.Output.LastIndexOf("}\n", StringComparison.Ordinal) + 1)];
        AssertSubscribes(JsonNode.Parse(json)!["properties"]!, "<blobs_extension>");
    }

    [Fact]
    public async Task Deployment_waits_until_both_accounts_accept_a_write()
    {
        await using FakeAzure azure = await FakeAzure.StartAsync((call, before) => call switch
        {
            "PUT /runtime/packages/role-check" => before < 3 ? (403, "AuthorizationPermissionMismatch") : (201, ""),
            "PUT /archive/dead-letters/role-check" => before == 0 ? (503, "busy") : (201, ""),
            _ => (202, ""),
        });

        var run = await azure.RunAsync("wait-for-roles.sh");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(4, azure.Calls.Count(call => call.StartsWith("PUT /runtime/", StringComparison.Ordinal)));
        Assert.Equal(["DELETE /runtime/packages/role-check", "DELETE /archive/dead-letters/role-check"], azure.Calls.Where(call => call.StartsWith("DELETE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Missing_container_is_reported_at_once()
    {
        await using FakeAzure azure = await FakeAzure.StartAsync((_, _) => (404, "ContainerNotFound"));

        var run = await azure.RunAsync("wait-for-roles.sh");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ContainerNotFound", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registration_trusts_the_identity_of_the_app_and_has_no_secret()
    {
        var run = await Script.RunAsync("register-sign-in.sh", ["--dry-run"], []);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("https://func-news-test.azurewebsites.net/.auth/login/aad/callback", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"subject\":\"00000000-0000-0000-0000-00000000000a\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)credential reset|password", run.Output);
    }

    [Theory]
    [InlineData("operator@example.org", "", true)]
    [InlineData("operator@example.org", "2026-01-01", false)]
    [InlineData("", "", false)]
    public async Task Start_of_the_budget_is_set_only_once(string email, string start, bool kept)
    {
        using FakeAzd azd = new("echo \"$*\"");

        var run = await Script.RunAsync("keep-budget-start.sh", [], new()
        {
            ["PATH"] = azd.SearchPath,
            ["NEWS_ALERT_EMAIL"] = email,
            ["NEWS_BUDGET_START"] = start,
        });

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(kept, FirstOfMonth().IsMatch(run.Output));
        Assert.Equal(kept, run.Output.Length > 0);
    }

    private static void AssertSubscribes(JsonNode properties, string key)
    {
        (string function, string container) = Triggers.Blob;
        Assert.Equal(
            $"https://func-news-test.azurewebsites.net/runtime/webhooks/blobs?functionName=Host.Functions.{function}&code={key}",
            (string?)properties["destination"]!["properties"]!["endpointUrl"]);
        Assert.Equal($"/blobServices/default/containers/{container}/blobs/", (string?)properties["filter"]!["subjectBeginsWith"]);
        Assert.Equal(["Microsoft.Storage.BlobCreated"], properties["filter"]!["includedEventTypes"]!.AsArray().Select(type => (string)type!));
        Assert.Equal("SystemAssigned", (string?)properties["deadLetterWithResourceIdentity"]!["identity"]!["type"]);
        Assert.Equal("dead-letters", (string?)properties["deadLetterWithResourceIdentity"]!["deadLetterDestination"]!["properties"]!["blobContainerName"]);
    }

    [GeneratedRegex(@"^env set NEWS_BUDGET_START \d{4}-\d{2}-01\s*$")]
    private static partial Regex FirstOfMonth();
}
