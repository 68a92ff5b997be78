using System.Runtime.InteropServices;

namespace NewsFunctions.Cli;

/// <summary>Handles Ctrl-C (or SIGTERM): once asks the command to end in good order; twice ends the process at once.</summary>
internal static class Interruptible
{
    /// <summary>The exit code 128 + SIGINT, which shells report of a process that Ctrl-C ended.</summary>
    private const int EndedAtOnce = 130;

    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> command)
    {
        using var stop = new CancellationTokenSource();
        int asked = 0;
        void Ask(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (Interlocked.Increment(ref asked) > 1)
            {
                Environment.Exit(EndedAtOnce);
            }

            stop.Cancel();
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        return await command(stop.Token);
    }
}
