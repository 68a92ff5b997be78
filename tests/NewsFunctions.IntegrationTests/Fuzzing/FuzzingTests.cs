using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NewsFunctions.Fuzzing;

namespace NewsFunctions.IntegrationTests.Fuzzing;

/// <summary>Runs tests/NewsFunctions.Fuzzing over each target for a bounded time.</summary>
public sealed partial class FuzzingTests
{
    private const string Seconds = "7";

    public static TheoryData<string> Targets { get; } = [.. FuzzTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_bounded_run_goes_beyond_the_corpus_and_finds_nothing(string target)
    {
        await RequireFuzzerAsync();
        string output = Directory.CreateTempSubdirectory("news-fuzz-").FullName;
        try
        {
            (int exitCode, string said) = await RunAsync(
                "bash",
                [Repository.PathOf("tests", "NewsFunctions.Fuzzing", "fuzz"), target, Seconds],
                ("FUZZ_BUILD", BuildOfTheFuzzer()),
                ("FUZZ_OUTPUT", output));

            Assert.True(exitCode == 0, said);
            Match result = Result().Match(said);
            Assert.True(result.Success, said);
            Assert.True(Number(result, "run") >= 2_000, said);
            Assert.True(Number(result, "found") > 0, said);
            Assert.Equal((0, 0), (Number(result, "crashes"), Number(result, "hangs")));
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static async Task RequireFuzzerAsync()
    {
        try
        {
            await RunAsync("afl-fuzz", ["-h"]);
        }
        catch (Win32Exception missing)
        {
            Required.SkipWithout("afl-fuzz", $"AFL++ is not installed: {missing.Message}");
        }
    }

    /// <summary>Gets the build of the fuzzer with the same configuration and functions host as this build.</summary>
    private static string BuildOfTheFuzzer() =>
        AppContext.BaseDirectory.Replace("NewsFunctions.IntegrationTests", "NewsFunctions.Fuzzing", StringComparison.Ordinal);

    private static async Task<(int ExitCode, string Said)> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        try
        {
            string[] said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, string.Concat(said));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static int Number(Match result, string group) => int.Parse(result.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<run>\d+) inputs run, \d+ in the corpus, (?<found>\d+) found beyond it, \d+ edges, (?<crashes>\d+) crashes, (?<hangs>\d+) hangs")]
    private static partial Regex Result();
}
