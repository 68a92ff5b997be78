using System.Diagnostics;
using System.Globalization;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Sends signals to processes like <c>kill(1)</c>.</summary>
internal static class Signals
{
    /// <param name="target">A process id, or a negated process group id.</param>
    public static async Task SendAsync(string signal, int target)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", "--", target.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>
    /// Skips the running test if child processes inherit an ignored SIGINT, as background jobs of a shell do.
    /// </summary>
    public static void SkipWhereInterruptsAreIgnored()
    {
        const ulong Interrupt = 1UL << 1;
        string ignored = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..];
        if ((ulong.Parse(ignored.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0)
        {
            Assert.Skip("SIGINT is ignored in this process, as in background jobs of a shell.");
        }
    }

    /// <summary>Returns whether the process exists and is not a zombie.</summary>
    public static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }
}
