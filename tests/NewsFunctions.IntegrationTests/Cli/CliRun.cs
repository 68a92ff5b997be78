using System.Diagnostics;
using System.Text.Json;
using NewsFunctions.Cli;

namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>Holds the result of a finished run of the <c>news</c> command.</summary>
public sealed record CliRun(int ExitCode, string Output, string Error)
{
    private static readonly Dictionary<string, string> NoVariables = [];
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);

    /// <summary>Parses standard output as a single JSON object. Any other output fails.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs a command in this process.</summary>
    public static async Task<CliRun> InProcessAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await NewsCommand.RunAsync(args, output, TextWriter.Synchronized(error), TestContext.Current.CancellationToken);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command in a separate process, as a user would.</summary>
    public static Task<CliRun> ProcessAsync(string workingFolder, params string[] args) => ProcessAsync(workingFolder, NoVariables, args);

    /// <inheritdoc cref="ProcessAsync(string, string[])"/>
    public static async Task<CliRun> ProcessAsync(string workingFolder, Dictionary<string, string> environment, params string[] args)
    {
        using Process process = Start(workingFolder, environment, args);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Bound, TestContext.Current.CancellationToken);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return new CliRun(process.ExitCode, await output, await error);
    }

    public static Process Start(string workingFolder, params string[] args) => Start(workingFolder, NoVariables, args);

    public static Process Start(string workingFolder, Dictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "news.dll"), .. args])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string key, string value) in environment)
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }
}
