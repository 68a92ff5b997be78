using System.Diagnostics;
using System.Text.Json.Nodes;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.LocalStorage;
using NewsFunctions.Functions;

namespace NewsFunctions.IntegrationTests.EmbeddedFunctions;

/// <summary>
/// The committed <c>functions.metadata</c> is what Microsoft's generator makes of the app, and what the embedded host
/// believes of it. With <c>NEWS_REWRITE_GOLDENS=1</c> the first test rewrites the file; never where <c>CI</c> is set.
/// </summary>
public sealed class FunctionMetadataTests
{
    private const string Golden = "tests/NewsFunctions.IntegrationTests/TestData/Metadata/functions.metadata";

    [Fact]
    public async Task The_generator_of_the_Functions_SDK_sees_the_functions_that_are_written_down()
    {
        var root = Repository.Root;
        string[] arguments =
        [
            "build", "src/NewsFunctions", "-t:GenerateFunctionsMetadata", "-v", "q", "--nologo",
            "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:FunctionsHost=embedded",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root };
        var build = await ProgramRun.RunAsync(start, TimeSpan.FromMinutes(5), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, build.Output);
        var generated = Lines(await File.ReadAllTextAsync(Path.Combine(root, "artifacts/embedded/metadata/functions.metadata"), TestContext.Current.CancellationToken));
        if (Environment.GetEnvironmentVariable("NEWS_REWRITE_GOLDENS") == "1")
        {
            Assert.True(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), "Goldens are not rewritten in CI.");
            await File.WriteAllTextAsync(Path.Combine(root, Golden), generated, TestContext.Current.CancellationToken);
        }
        Assert.Equal(Lines(await File.ReadAllTextAsync(Path.Combine(root, Golden), TestContext.Current.CancellationToken)), generated);
    }

    [Fact]
    public void The_embedded_host_finds_the_same_functions_with_the_same_bindings()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData/Metadata/functions.metadata")))!.AsArray();
        var found = FunctionCatalog.Discover(typeof(IngestDump).Assembly.GetTypes()).Functions.ToDictionary(f => f.Name, FunctionMetadata.Describe);
        Assert.Equal(golden.Select(f => (string)f!["name"]!).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach (var function in golden)
        {
            Assert.True(JsonNode.DeepEquals(function, found[(string)function!["name"]!]), $"{function}\n{found[(string)function["name"]!]}");
        }
    }

    /// <summary>Whatever line ends the checkout has.</summary>
    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd() + "\n";
}
