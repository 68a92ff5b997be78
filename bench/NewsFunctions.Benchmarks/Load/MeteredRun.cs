using System.Diagnostics;
using System.Globalization;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>Runs a program to its end and measures it and its children. GNU time measures every tool in the same way.</summary>
/// <param name="Seconds">The wall-clock time of the process.</param>
/// <param name="CpuSeconds">The CPU time in user and system mode.</param>
internal sealed record MeteredRun(string Output, double Seconds, double CpuSeconds, double PeakMegabytes)
{
    private const string Meter = "/usr/bin/time";

    // A tool that hangs must not block the others forever.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    /// <param name="exitCodes">Exit codes accepted besides 0. Link checkers use one to report broken links.</param>
    /// <exception cref="InvalidOperationException">The program returned another exit code or ran for over three
    /// minutes.</exception>
    public static async Task<MeteredRun> RunAsync(string program, IEnumerable<string> arguments, params int[] exitCodes)
    {
        string report = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Meter, ["-q", "-o", report, "-f", "%e %U %S %M", program, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
            using CancellationTokenRegistration end = bound.Token.Register(() => process.Kill(entireProcessTree: true));
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0 && !exitCodes.Contains(process.ExitCode))
            {
                throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}. {await errors}");
            }

            double[] took = [.. (await File.ReadAllTextAsync(report)).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            return new MeteredRun(output, took[0], took[1] + took[2], took[3] / 1024);
        }
        finally
        {
            File.Delete(report);
        }
    }

    /// <summary>Runs this program again with other arguments.</summary>
    public static Task<MeteredRun> RunOwnAsync(params string[] arguments) =>
        RunAsync(Own.FileName, [.. Own.ArgumentList, .. arguments]);

    /// <summary>The command that starts this program.</summary>
    public static ProcessStartInfo Own => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? new ProcessStartInfo(Environment.ProcessPath!, [typeof(MeteredRun).Assembly.Location])
        : new ProcessStartInfo(Environment.ProcessPath!);

    public static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
