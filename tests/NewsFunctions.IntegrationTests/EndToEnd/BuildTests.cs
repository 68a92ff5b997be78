using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using EmbeddedFunctions.LocalStorage;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Functions;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Which functions host a build is for, and that both know the settings that triggers name.</summary>
public sealed class BuildTests
{
    private static readonly string[] WorkerPackages =
    [
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore",
        "Microsoft.Azure.Functions.Worker.Extensions.Storage.Blobs",
        "Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues",
        "Microsoft.Azure.Functions.Worker.Extensions.Timer",
        "Microsoft.Azure.Functions.Worker.Sdk",
    ];

    [Theory]
    [InlineData("embedded")]
    [InlineData("azure", "-p:_IsPublishing=true")]
    [InlineData("embedded", "-p:_IsPublishing=true", "-p:FunctionsHost=embedded")]
    public async Task Publishing_builds_for_Azure_unless_told_otherwise_and_building_does_not(string host, params string[] properties) =>
        Assert.Equal(host, await EvaluateAsync(["-getProperty:FunctionsHost", .. properties]));

    [Fact]
    public async Task The_build_for_Azure_references_the_worker_with_pinned_versions_and_not_the_embedded_host()
    {
        JsonNode items = JsonNode.Parse(await EvaluateAsync(
            ["-getItem:PackageReference", "-getItem:PackageVersion", "-getItem:ProjectReference", "-p:FunctionsHost=azure"]))!["Items"]!;
        string[] versions = Identities(items["PackageVersion"]!);

        Assert.Equal(WorkerPackages, Identities(items["PackageReference"]!).Where(name => name.Contains(".Functions.", StringComparison.Ordinal)));
        Assert.All(Identities(items["PackageReference"]!), name => Assert.Contains(name, versions));
        Assert.DoesNotContain(Identities(items["ProjectReference"]!), path => path.Contains("EmbeddedFunctions", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_that_triggers_name_are_in_the_template_of_the_local_settings()
    {
        string template = Repository.PathOf("src", "NewsFunctions", "local.settings.template.json");
        string[] known = [.. JsonNode.Parse(File.ReadAllText(template))!["Values"]!.AsObject().Select(value => value.Key)];
        string[] named =
        [
            .. typeof(IngestDump).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => method.IsDefined(typeof(FunctionAttribute)))
                .SelectMany(method => method.GetCustomAttributesData().Concat(method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributesData())))
                .SelectMany(NamedBy)
                .Distinct(),
        ];

        Assert.Contains("ArchiveStorage", named);
        Assert.Contains("LinkCheckSchedule", named);
        Assert.All(named.Append("AzureWebJobsStorage"), name => Assert.Contains(name, known));
    }

    [Fact]
    public async Task On_Azure_the_embedded_build_refuses_to_start_and_names_the_right_one()
    {
        // No storage is asked: the refusal comes before anything else.
        using AppProcess app = AppProcess.Start("", "", ("WEBSITE_SITE_NAME", "news-archive"));

        Assert.NotEqual(0, await app.ExitAsync());
        Assert.Contains("does not run on Azure (news-archive)", app.Log, StringComparison.Ordinal);
        Assert.Contains("dotnet publish src/NewsFunctions", app.Log, StringComparison.Ordinal);
        Assert.Contains("FunctionsHost=azure", app.Log, StringComparison.Ordinal);
    }

    /// <summary><c>Connection</c>, and what stands between percent signs.</summary>
    private static IEnumerable<string> NamedBy(CustomAttributeData attribute) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == "Connection").Select(argument => (string)argument.TypedValue.Value!)
            .Concat(attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.TypedValue))
                .Select(argument => argument.Value)
                .OfType<string>()
                .SelectMany(text => text.Split('%').Where((_, index) => index % 2 == 1)));

    private static string[] Identities(JsonNode items) => [.. items.AsArray().Select(item => (string)item!["Identity"]!).Order(StringComparer.Ordinal)];

    private static async Task<string> EvaluateAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "src/NewsFunctions", "-nodeReuse:false", .. arguments]) { WorkingDirectory = Repository.Root };
        start.Environment.Remove("FunctionsHost");
        var run = await ProgramRun.RunAsync(start, TimeSpan.FromMinutes(2), TimeProvider.System, ArchiveView.Token);
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output.Trim();
    }
}
