using System.Diagnostics;
using LocalFunctionsHost.LocalStorage;

namespace NewsFunctions.Tests.Bench;

/// <summary>Tests what bench/run prints without building anything.</summary>
public sealed class BenchRunTests : IDisposable
{
    private const string Built = "a build was started";
    private readonly string _folder = Directory.CreateTempSubdirectory("news-bench-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_names_the_benchmarks_without_a_build(string word)
    {
        ProgramRun run = await RunAsync(word);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("Usage: bench/run", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Built, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("cost nonsense")]
    [InlineData("peers nonsense")]
    public async Task Unknown_benchmark_is_rejected_without_a_build(string words)
    {
        ProgramRun run = await RunAsync(words.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"there is no benchmark '{words}'", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Built, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_benchmark_starts_the_build() => Assert.Contains(Built, (await RunAsync("peers")).Output, StringComparison.Ordinal);

    /// <summary>Runs bench/run with a fake <c>dotnet</c> that only records that it was called.</summary>
    private async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script runs in bash.");
        string dotnet = Path.Combine(_folder, "dotnet");
        await File.WriteAllTextAsync(dotnet, $"#!/bin/sh\necho '{Built}'\nexit 1\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        ProcessStartInfo start = new(Repository.PathOf("bench", "run"), arguments);
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        return await ProgramRun.RunAsync(start, TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
