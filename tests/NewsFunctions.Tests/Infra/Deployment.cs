using System.Text.Json.Nodes;

namespace NewsFunctions.Tests.Infra;

/// <summary>Holds the resources that infra/main.bicep would create, as predicted by the Bicep tool. Modules and
/// conditions are evaluated; values that only Azure knows remain expressions.</summary>
internal sealed class Deployment
{
    public const string DeployerId = "00000000-0000-0000-0000-00000000000d";
    public const string SignInClientId = "00000000-0000-0000-0000-00000000000c";
    public const string AlertEmail = "operator@example.org";
    private const string Subscription = "11111111-1111-1111-1111-111111111111";
    private const string Tenant = "22222222-2222-2222-2222-222222222222";

    private static readonly Lazy<Task<Deployment>> DefaultsOnly = new(() => PredictAsync("param principalId = ''"));

    private static readonly Lazy<Task<Deployment>> Everything = new(() => PredictAsync($"""
        param principalId = '{DeployerId}'
        param signInClientId = '{SignInClientId}'
        param readAccess = 'SignIn'
        param alertEmail = '{AlertEmail}'
        """));

    private static readonly Lazy<Task<Deployment>> SignIn = new(() => PredictAsync($"param principalId = ''\nparam signInClientId = '{SignInClientId}'"));

    private Deployment(JsonArray resources) => Resources = [.. resources.Select(resource => resource!.AsObject())];

    /// <summary>Predicts a deployment with no optional part.</summary>
    public static Task<Deployment> WithDefaultsAsync() => DefaultsOnly.Value;

    /// <summary>Predicts a deployment with every optional part.</summary>
    public static Task<Deployment> WithEverythingAsync() => Everything.Value;

    /// <summary>Predicts a deployment with sign-in for roles, where reading needs a key or a role.</summary>
    public static Task<Deployment> WithSignInAsync() => SignIn.Value;

    public IReadOnlyList<JsonObject> Resources { get; }

    public JsonObject Site => One("Microsoft.Web/sites");

    public JsonObject Archive => One("Microsoft.Storage/storageAccounts", "starc");

    public JsonObject Runtime => One("Microsoft.Storage/storageAccounts", "strun");

    public IReadOnlyDictionary<string, string> AppSettings => Site["properties"]!["siteConfig"]!["appSettings"]!.AsArray()
        .ToDictionary(setting => (string)setting!["name"]!, setting => (string)setting!["value"]!, StringComparer.Ordinal);

    /// <summary>Returns the resources of a type whose names start with <paramref name="name"/>.</summary>
    public IEnumerable<JsonObject> All(string type, string name = "") => Resources.Where(
        resource => (string?)resource["type"] == type && ((string)resource["name"]!).StartsWith(name, StringComparison.Ordinal));

    public JsonObject One(string type, string name = "") => Assert.Single(All(type, name));

    private static async Task<Deployment> PredictAsync(string parameters)
    {
        string folder = Directory.CreateTempSubdirectory("news-infra-").FullName;
        try
        {
            // Bicep accepts only relative paths.
            string template = Path.GetRelativePath(folder, Repository.PathOf("infra", "main.bicep"));
            string file = Path.Combine(folder, "test.bicepparam");
            await File.WriteAllTextAsync(file, $"using '{template}'\nparam environmentName = 'test'\nparam location = 'westeurope'\n{parameters}\n");
            var run = await Bicep.RunAsync("snapshot", file, "--subscription-id", Subscription, "--tenant-id", Tenant, "--location", "westeurope");
            Assert.True(run.ExitCode == 0, run.Output);

            JsonNode snapshot = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "test.snapshot.json")))!;
            Assert.Empty(snapshot["diagnostics"]!.AsArray());
            return new Deployment(snapshot["predictedResources"]!.AsArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
