using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Run;

/// <summary>One look at work that others do.</summary>
/// <param name="Pending">How many things are not finished; 0 ends the wait.</param>
/// <param name="Mark">Changes whenever anything has advanced.</param>
/// <param name="Says">The progress, for a person.</param>
internal readonly record struct WaitStep(int Pending, string Mark, string Says);

/// <summary>Waits for work that others do as long as it advances, and tells how far it is.</summary>
internal sealed class ProgressWait(TimeProvider time, Terminal terminal)
{
    /// <summary>Longer than five attempts of a function with their pauses take, one of which shows as an advance each.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(1);

    /// <returns>False when nothing has advanced for <see cref="Patience"/>.</returns>
    public async Task<bool> UntilDoneAsync(Func<CancellationToken, Task<WaitStep>> look, CancellationToken cancellationToken)
    {
        string? mark = null;
        string? said = null;
        long advanced = time.GetTimestamp();
        long? spoke = null;
        TimeSpan pause = ShortestPause;
        while (true)
        {
            WaitStep step = await look(cancellationToken);
            bool changed = step.Mark != mark;
            if (changed)
            {
                mark = step.Mark;
                advanced = time.GetTimestamp();
                pause = ShortestPause;
            }

            if (step.Says != said && (step.Pending == 0 || spoke is not { } last || time.GetElapsedTime(last) >= BetweenLines))
            {
                said = step.Says;
                spoke = time.GetTimestamp();
                terminal.Progress(step.Says);
            }

            if (step.Pending == 0)
            {
                return true;
            }

            if (time.GetElapsedTime(advanced) >= Patience)
            {
                return false;
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }
}
