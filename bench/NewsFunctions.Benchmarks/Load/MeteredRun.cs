using System.Diagnostics;
using System.Globalization;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>One run of a program to its end: what it printed and what it took, its children included. GNU time is the meter of all alike.</summary>
/// <param name="Seconds">From start to end of the process.</param>
/// <param name="CpuSeconds">In user and system mode.</param>
internal sealed record MeteredRun(string Output, double Seconds, double CpuSeconds, double PeakMegabytes)
{
    private const string Meter = "/usr/bin/time";

    // A tool that hangs must not hold up the others for ever.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    /// <param name="exitCodes">Besides 0, what the program may end with: link checkers say by it that something is broken.</param>
    /// <exception cref="InvalidOperationException">It ended with another one, or not within three minutes.</exception>
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

    /// <summary>This program again, with other arguments.</summary>
    public static Task<MeteredRun> RunOwnAsync(params string[] arguments) =>
        RunAsync(Own.FileName, [.. Own.ArgumentList, .. arguments]);

    /// <summary>How this program is started.</summary>
    public static ProcessStartInfo Own => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? new ProcessStartInfo(Environment.ProcessPath!, [typeof(MeteredRun).Assembly.Location])
        : new ProcessStartInfo(Environment.ProcessPath!);

    public static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
