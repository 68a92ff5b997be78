using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Infra;

/// <summary>Tests the template as a whole: no warnings, a default for every parameter and no secrets.</summary>
public sealed partial class TemplateTests
{
    private static readonly Lazy<Task<string>> Compiled = new(CompileAsync);

    [Fact]
    public async Task Template_compiles_without_a_warning() => Assert.NotEmpty(await Compiled.Value);

    [Fact]
    public async Task Every_parameter_has_a_default()
    {
        JsonObject parameters = JsonNode.Parse(await Compiled.Value)!["parameters"]!.AsObject();

        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.NotNull(parameter.Value!["defaultValue"]));
    }

    [Fact]
    public async Task Parameters_that_azd_sends_are_those_of_the_template()
    {
        string[] sent = [.. SentByAzd().Select(parameter => parameter.Key).Order(StringComparer.Ordinal)];
        string[] known = [.. JsonNode.Parse(await Compiled.Value)!["parameters"]!.AsObject().Select(parameter => parameter.Key).Order(StringComparer.Ordinal)];

        Assert.Equal(known, sent);
    }

    [Fact]
    public void Every_variable_that_azd_reads_is_described()
    {
        string page = Repository.Read("docs", "deploy.md");

        Assert.All(
            SentByAzd().Select(parameter => Variable().Match((string)parameter.Value!["value"]!).Groups[1].Value).Where(name => name.StartsWith("NEWS_", StringComparison.Ordinal)),
            name => Assert.Contains(name, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_that_the_scripts_need_are_outputs_of_the_template()
    {
        string[] known =
        [
            .. JsonNode.Parse(await Compiled.Value)!["outputs"]!.AsObject().Select(output => output.Key),

            // These are set by azd.
            "AZURE_ENV_NAME",
            "AZURE_SUBSCRIPTION_ID",
        ];
        string[] needed =
        [
            .. Directory.EnumerateFiles(Repository.PathOf("infra", "scripts"), "*.sh")
                .SelectMany(File.ReadLines)
                .Where(line => line.StartsWith("need ", StringComparison.Ordinal))
                .SelectMany(line => line.Split(' ')[1..]),
        ];

        Assert.Contains("NEWS_SYSTEM_TOPIC", needed);
        Assert.All(needed, name => Assert.Contains(name, known));
    }

    [Theory]
    [InlineData("listKeys")]
    [InlineData("listAccountSas")]
    [InlineData("listServiceSas")]
    [InlineData("AccountKey=")]
    [InlineData("SharedAccessSignature")]
    [InlineData("secureString")]
    [InlineData("masterKey")]
    public async Task No_secret_passes_through_the_template(string trace) =>
        Assert.DoesNotContain(trace, await Compiled.Value, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task Roles_are_assigned_before_the_site_is_created()
    {
        JsonObject site = Module(await Compiled.Value, "functions");

        Assert.Contains(site["dependsOn"]!.AsArray(), dependency => ((string)dependency!).Contains("'roles'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Optional_parts_are_left_out_by_default()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();

        Assert.Empty(deployment.All("Microsoft.Consumption/budgets"));
        Assert.Empty(deployment.All("Microsoft.Insights/metricAlerts"));
        Assert.Empty(deployment.All("Microsoft.Insights/scheduledQueryRules"));
        Assert.DoesNotContain(deployment.AppSettings.Keys, setting => setting.StartsWith("Access__Keys", StringComparison.Ordinal));
        Assert.DoesNotContain("Access__TrustPlatformSignIn", deployment.AppSettings.Keys);
    }

    [Fact]
    public async Task Every_resource_is_tagged_with_its_environment()
    {
        Deployment deployment = await Deployment.WithEverythingAsync();

        Assert.All(
            deployment.Resources.Where(resource => resource.ContainsKey("location") && (string?)resource["type"] != "Microsoft.Resources/deployments"),
            resource => Assert.Equal("test", (string?)resource["tags"]?["azd-env-name"]));
    }

    private static async Task<string> CompileAsync()
    {
        string file = Path.GetTempFileName();
        try
        {
            var run = await Bicep.RunAsync("build", Repository.PathOf("infra", "main.bicep"), "--outfile", file);

            // Linter rules are errors (infra/bicepconfig.json), but compiler warnings are only printed.
            Assert.Equal("", run.Output.Trim());
            Assert.Equal(0, run.ExitCode);
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonObject SentByAzd() => JsonNode.Parse(Repository.Read("infra", "main.parameters.json"))!["parameters"]!.AsObject();

    private static JsonObject Module(string template, string name) => JsonNode.Parse(template)!["resources"]!.AsArray()
        .Select(resource => resource!.AsObject())
        .Single(resource => (string?)resource["name"] == name);

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Variable();
}
