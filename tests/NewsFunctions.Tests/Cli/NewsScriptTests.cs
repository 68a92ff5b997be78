using System.Diagnostics;

namespace NewsFunctions.Tests.Cli;

/// <summary>Runs the script <c>news</c> in a temporary folder with fake programs.</summary>
public sealed class NewsScriptTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("news-script-").FullName;

    public NewsScriptTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is written for bash.");
        Directory.CreateDirectory(Path.Combine(_root, "tests"));
        foreach (string file in (string[])["news", "tests/run.sh", "package.json", "package-lock.json"])
        {
            File.WriteAllText(Path.Combine(_root, file), Repository.Read(file));
        }

        Pretend("dotnet", "echo '  succeeded: 1'");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("test", "--help")]
    [InlineData("test", "-h")]
    [InlineData("help", "test")]
    public async Task Help_for_the_tests_starts_nothing(params string[] args)
    {
        Pretend("npm", "touch ../../called");
        Pretend("dotnet", "touch called");

        (int exitCode, string output) = await RunAsync(args);

        Assert.Equal(0, exitCode);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_root, "called")));
    }

    [Fact]
    public async Task Argument_unknown_to_the_tests_is_rejected()
    {
        (int exitCode, string output) = await RunAsync("test", "--hlep");

        Assert.Equal(1, exitCode);
        Assert.Contains("'--hlep'", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_root, "artifacts")));
    }

    [Fact]
    public async Task Interrupted_installation_keeps_the_previous_one()
    {
        string before = Install("azurite");
        Pretend("npm", "rm -rf node_modules; mkdir node_modules; kill -TERM $PPID; exit 1");

        (int exitCode, _) = await RunAsync("test");

        Assert.NotEqual(0, exitCode);
        Assert.True(File.Exists(before));
    }

    [Fact]
    public async Task Installation_replaces_the_previous_one()
    {
        string before = Install("azurite");
        Pretend("npm", "mkdir -p node_modules/warcio; touch node_modules/.package-lock.json");

        (int exitCode, string output) = await RunAsync("test");

        Assert.Equal((0, true), (exitCode, output.Contains("1 passed, 0 failed", StringComparison.Ordinal)));
        Assert.True(Directory.Exists(Path.Combine(_root, "node_modules", "warcio")));
        Assert.False(File.Exists(before));
    }

    private string Install(string package)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, "node_modules", package)).FullName;
        File.WriteAllText(Path.Combine(_root, "node_modules", ".package-lock.json"), "{}");
        string file = Path.Combine(folder, "index.js");
        File.WriteAllText(file, "");
        return file;
    }

    private void Pretend(string program, string script)
    {
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "bin")).FullName, program);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(_root, "news"), .. args])
        {
            WorkingDirectory = _root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.Combine(_root, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
