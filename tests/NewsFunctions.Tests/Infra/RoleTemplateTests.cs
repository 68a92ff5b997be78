using System.Text.Json.Nodes;

namespace NewsFunctions.Tests.Infra;

public sealed class RoleTemplateTests
{
    private const string App = "app";
    private const string Topic = "topic";
    private const string Deployer = "deployer";
    private const string BlobOwner = "Storage Blob Data Owner";
    private const string BlobContributor = "Storage Blob Data Contributor";
    private const string QueueContributor = "Storage Queue Data Contributor";
    private const string TableContributor = "Storage Table Data Contributor";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = BlobOwner,
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = BlobContributor,
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = QueueContributor,
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = TableContributor,
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    private static readonly string[] OfTheApp =
    [
        $"{App}: {BlobOwner} on archive",
        $"{App}: {BlobOwner} on runtime",
        $"{App}: {QueueContributor} on archive",
        $"{App}: {QueueContributor} on runtime",
        $"{App}: {TableContributor} on archive",
        $"{App}: {TableContributor} on runtime",
        $"{App}: Monitoring Metrics Publisher on component",
        $"{Topic}: {BlobContributor} on dead-letters",
    ];

    private static readonly string[] OfTheDeployer =
    [
        $"{Deployer}: {BlobContributor} on archive",
        $"{Deployer}: {BlobContributor} on runtime",
        $"{Deployer}: {QueueContributor} on archive",
        $"{Deployer}: {TableContributor} on archive",
    ];

    [Fact]
    public async Task App_topic_and_deployer_have_data_roles_and_no_others() => Assert.Equal(
        OfTheApp.Concat(OfTheDeployer).Order(StringComparer.Ordinal),
        Assignments(await Deployment.WithEverythingAsync()).Select(Describe).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Without_a_deployer_only_the_app_and_the_topic_have_roles() => Assert.Equal(
        OfTheApp.Order(StringComparer.Ordinal),
        Assignments(await Deployment.WithDefaultsAsync()).Select(Describe).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Role_assignments_have_deterministic_names() => Assert.All(
        Assignments(await Deployment.WithEverythingAsync()).Select(assignment => (string)assignment["name"]!),
        name => Assert.True(name.StartsWith("[guid(", StringComparison.Ordinal) || Guid.TryParse(name, out _), name));

    [Fact]
    public async Task Role_assignments_state_the_type_of_their_principal() => Assert.All(
        Assignments(await Deployment.WithEverythingAsync()),
        assignment => Assert.Equal(Principal(assignment) == Deployer ? "User" : "ServicePrincipal", (string?)assignment["properties"]!["principalType"]));

    private static IEnumerable<JsonObject> Assignments(Deployment deployment) => deployment.All("Microsoft.Authorization/roleAssignments");

    private static string Describe(JsonObject assignment)
    {
        string role = ((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1];
        return $"{Principal(assignment)}: {Names.GetValueOrDefault(role, role)} on {Scope((string)assignment["id"]!)}";
    }

    private static string Principal(JsonObject assignment)
    {
        string id = (string)assignment["properties"]!["principalId"]!;
        return id switch
        {
            Deployment.DeployerId => Deployer,
            _ when id.Contains("/userAssignedIdentities/id-news-", StringComparison.Ordinal) => App,
            _ when id.Contains("/systemTopics/evgt-news-", StringComparison.Ordinal) => Topic,
            _ => id,
        };
    }

    /// <summary>Returns the scope of an assignment, whose id starts with the id of the scope.</summary>
    private static string Scope(string id)
    {
        string scope = id.Split("Microsoft.Authorization")[0].TrimEnd(' ', '\'', ',', '/').Replace("/providers", "", StringComparison.Ordinal);
        return scope switch
        {
            _ when scope.EndsWith("/containers/dead-letters", StringComparison.Ordinal) => "dead-letters",
            _ when LastPart(scope).StartsWith("starc", StringComparison.Ordinal) => "archive",
            _ when LastPart(scope).StartsWith("strun", StringComparison.Ordinal) => "runtime",
            _ when LastPart(scope).StartsWith("appi-news-", StringComparison.Ordinal) => "component",
            _ => scope,
        };
    }

    private static string LastPart(string path) => path.Split('/')[^1];
}
