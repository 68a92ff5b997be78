namespace NewsFunctions.Cli.Terminals;

/// <summary>Shows the progress of some work: a bar on a terminal if it is counted; else one line, and one more each minute. Quick work
/// says nothing.</summary>
internal sealed class SlowWork(Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    /// <param name="says">The text that says what is going on.</param>
    /// <param name="work">The work, which begins with the call.</param>
    public Task<T> RunAsync<T>(Func<string> says, Func<Task<T>> work) => RunAsync(says, done: null, ProgressBar.Things, work);

    /// <param name="done">The progress; null if nothing can be counted. The caller reports counted work at its end, so here it has a line only each
    /// minute.</param>
    /// <param name="rate">Formats a speed a second.</param>
    /// <inheritdoc cref="RunAsync{T}(Func{string}, Func{Task{T}})"/>
    public async Task<T> RunAsync<T>(Func<string> says, Func<WorkDone>? done, Func<double, string> rate, Func<Task<T>> work)
    {
        // Without counts a bar shows nothing, and logs of what starts would break it.
        if (done is not null && terminal.Screen is { } screen)
        {
            return await ProgressBar.ShowAsync(screen, time, Moment, says, done, rate, work);
        }

        string? said = null;
        await using ITimer timer = time.CreateTimer(_ => Report(), state: null, done is null ? Moment : BetweenLines, BetweenLines);
        return await work();

        void Report()
        {
            string now = says();
            if (now != said)
            {
                said = now;
                terminal.Progress(now);
            }
        }
    }
}
