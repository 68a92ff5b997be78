using System.Diagnostics;
using System.Text.Json.Nodes;
using LocalFunctionsHost.LocalStorage;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>
/// Tests the output of building and publishing the function app. <c>NEWS_REWRITE_GOLDENS=1</c> rewrites the golden
/// functions.metadata, except where <c>CI</c> is set.
/// </summary>
public sealed class BuildTests
{
    private const string Golden = "tests/NewsFunctions.IntegrationTests/TestData/Metadata/functions.metadata";

    [Fact]
    public async Task A_publish_has_the_layout_that_Azure_runs()
    {
        string folder = Directory.CreateTempSubdirectory("news-publish-").FullName;
        try
        {
            string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
            string[] arguments = ["publish", "src/NewsFunctions", "-c", configuration, "--no-build", "-o", folder, "-v", "q", "--nologo", "-nodeReuse:false"];
            var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root };
            var publish = await ProgramRun.RunAsync(start, TimeSpan.FromMinutes(3), TimeProvider.System, ArchiveView.Token);
            Assert.True(publish.ExitCode == 0, publish.Output);

            Assert.All(
                ["host.json", "worker.config.json", "functions.metadata", "extensions.json", "NewsFunctions.dll", "NewsFunctions.Archive.dll"],
                file => Assert.True(File.Exists(Path.Combine(folder, file)), file));
            Assert.All(
                ["Microsoft.Azure.WebJobs.Extensions.Storage.Blobs.dll", "Microsoft.Azure.WebJobs.Extensions.Storage.Queues.dll"],
                file => Assert.True(File.Exists(Path.Combine(folder, ".azurefunctions", file)), file));
            Assert.False(File.Exists(Path.Combine(folder, "local.settings.json")));
            Assert.Equal(Lines(Path.Combine(FunctionApp.Folder, "functions.metadata")), Lines(Path.Combine(folder, "functions.metadata")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Build_has_the_functions_of_the_golden_metadata()
    {
        string built = Lines(Path.Combine(FunctionApp.Folder, "functions.metadata"));
        string golden = Path.Combine(Repository.Root, Golden);
        if (Environment.GetEnvironmentVariable("NEWS_REWRITE_GOLDENS") == "1")
        {
            Assert.True(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), "Goldens are not rewritten in CI.");
            File.WriteAllText(golden, built);
        }

        Assert.Equal(Lines(golden), built);
    }

    [Fact]
    public void Settings_that_triggers_name_are_in_the_template_of_the_local_settings()
    {
        string template = Repository.PathOf("src", "NewsFunctions", "local.settings.template.json");
        string[] known = [.. JsonNode.Parse(File.ReadAllText(template))!["Values"]!.AsObject().Select(value => value.Key)];
        JsonObject[] bindings =
        [
            .. JsonNode.Parse(File.ReadAllText(Path.Combine(FunctionApp.Folder, "functions.metadata")))!.AsArray()
                .SelectMany(function => function!["bindings"]!.AsArray())
                .Select(binding => binding!.AsObject()),
        ];
        string[] named =
        [
            .. bindings.Select(binding => (string?)binding["connection"]).OfType<string>()
                .Concat(bindings.SelectMany(binding => binding)
                    .Where(property => property.Value?.GetValueKind() == System.Text.Json.JsonValueKind.String)
                    .SelectMany(property => ((string)property.Value!).Split('%').Where((_, index) => index % 2 == 1)))
                .Distinct(),
        ];

        Assert.Contains("ArchiveStorage", named);
        Assert.Contains("LinkCheckSchedule", named);
        Assert.All(named.Append("AzureWebJobsStorage"), name => Assert.Contains(name, known));
    }

    /// <summary>Reads a file with the same line ends on every checkout.</summary>
    private static string Lines(string path) => File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd() + "\n";
}
