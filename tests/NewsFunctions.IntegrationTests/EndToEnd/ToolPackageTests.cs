using System.Diagnostics;
using System.IO.Compression;
using LocalFunctionsHost.LocalStorage;
using NewsFunctions.IntegrationTests.Cli;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>
/// Tests the .NET tool that dotnet pack builds. It is installed and run in a folder without any file of the repository.
/// .ci/package runs the samples with it.
/// </summary>
public sealed class ToolPackageTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Installed_tool_brings_all_it_needs_and_keeps_data_of_the_user()
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string packages = Path.Combine(_folder.Path, "packages");
        await RunAsync(Repository.Root, "dotnet", "pack", "src/NewsFunctions.Cli", "-c", configuration, "--no-build", "-o", packages, "-v", "q", "--nologo", "-nodeReuse:false");
        string package = Assert.Single(Directory.GetFiles(packages, "*.nupkg"));
        AssertLayout(package);

        string bin = Path.Combine(_folder.Path, "bin");
        string version = Path.GetFileNameWithoutExtension(package)["NewsFunctions.Tool.".Length..];
        await RunAsync(Path.GetPathRoot(bin)!, "dotnet", "tool", "install", "NewsFunctions.Tool", "--tool-path", bin, "--add-source", packages, "--version", version);
        string news = Path.Combine(bin, OperatingSystem.IsWindows() ? "news.exe" : "news");
        Assert.StartsWith(version, (await RunAsync(Path.GetPathRoot(bin)!, news, "--version")).Output, StringComparison.Ordinal);

        // Reading creates no archive, but reports where it would be.
        string data = Path.Combine(_folder.Path, "share", "newsfunctions", "data");
        ProgramRun stats = await RunAsync(Path.GetPathRoot(bin)!, news, "stats");
        Assert.Equal(1, stats.ExitCode);
        Assert.Contains($"there is no archive in {data}. news run makes one", stats.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));

        ProgramRun config = await RunAsync(Path.GetPathRoot(bin)!, news, "config");
        Assert.True(config.ExitCode == 0, config.Output);
        Assert.Contains("LinkCheckSchedule", config.Output, StringComparison.Ordinal);
    }

    private static void AssertLayout(string package)
    {
        using ZipArchive zip = ZipFile.OpenRead(package);
        string[] files = [.. zip.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName))];
        string root = files.Single(file => file.EndsWith("/DotnetToolSettings.xml", StringComparison.Ordinal))[..^"DotnetToolSettings.xml".Length];
        Assert.All(
            [
                "news.dll", "LocalStorage/azurite-host.cjs", "LocalFunctionsHost.StartupHook.dll", "azurite/package.json", "azurite/package-lock.json",
                "samples/site.json", "samples/dumps/900417.txt", "app/host.json", "app/worker.config.json", "app/functions.metadata", "app/NewsFunctions.dll",
                "app/local.settings.json", "app/.azurefunctions/Microsoft.Azure.WebJobs.Extensions.Storage.Blobs.dll",
            ],
            file => Assert.Contains($"{root}{file}", files));
        Assert.Contains("README.md", files);
    }

    private async Task<ProgramRun> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        start.Environment["XDG_DATA_HOME"] = Path.Combine(_folder.Path, "share");
        foreach (string setting in new[] { "ArchiveStorage", "AzureWebJobsStorage" })
        {
            start.Environment.Remove(setting);
        }

        ProgramRun run = await ProgramRun.RunAsync(start, Bound, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0 || program != "dotnet", run.Output);
        return run;
    }
}
