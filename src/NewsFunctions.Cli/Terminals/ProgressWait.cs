using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Holds the result of one look at work that others do.</summary>
/// <param name="Pending">The number of unfinished things; 0 ends the wait.</param>
/// <param name="Mark">Changes whenever anything has advanced.</param>
/// <param name="Says">The progress, for a person.</param>
internal readonly record struct WaitStep(int Pending, string Mark, string Says);

/// <summary>Waits for work that others do as long as it advances, and tells how far it is.</summary>
internal sealed class ProgressWait(TimeProvider time, Terminal terminal, StorageSaves saves)
{
    /// <summary>Limits the wait without progress. Exceeds five attempts of a function with their pauses, each of which is progress.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Limits the wait for saves. A storage that cannot save tries again every 5 seconds; by then there may be room on the disk.</summary>
    private static readonly TimeSpan PatienceWithSaves = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Limits the pause. A look costs storage operations; work of a few seconds is looked at more often.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);
    private readonly SlowWork _slow = new(terminal, time);

    /// <returns>False when there has been no progress for <see cref="Patience"/>.</returns>
    /// <exception cref="StorageNotSavedException">The storage cannot save its data, and accepts no writes.</exception>
    public async Task<bool> UntilDoneAsync(Func<CancellationToken, Task<WaitStep>> look, CancellationToken cancellationToken)
    {
        WaitStep latest = await look(cancellationToken);
        int total = latest.Pending;
        bool isDone = await _slow.RunAsync(
            () => latest.Says,
            () => new WorkDone(total - latest.Pending, total),
            ProgressBar.Things,
            () => WaitAsync(
                latest,
                async token =>
                {
                    latest = await look(token);
                    total = Math.Max(total, latest.Pending);
                    return latest;
                },
                cancellationToken));
        terminal.Progress(latest.Says);
        return isDone;
    }

    private async Task<bool> WaitAsync(WaitStep first, Func<CancellationToken, Task<WaitStep>> look, CancellationToken cancellationToken)
    {
        WaitStep step = first;
        string mark = step.Mark;
        long advanced = time.GetTimestamp();
        long saved = advanced;
        TimeSpan pause = MinPause;
        while (step.Pending > 0)
        {
            if (step.Mark != mark)
            {
                mark = step.Mark;
                advanced = time.GetTimestamp();
            }

            saved = saves.Error is null ? time.GetTimestamp() : saved;
            if (saves.Error is { } reason && time.GetElapsedTime(saved) >= PatienceWithSaves)
            {
                throw new StorageNotSavedException(reason);
            }

            if (time.GetElapsedTime(advanced) >= Patience)
            {
                return false;
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 1.5 < MaxPause ? pause * 1.5 : MaxPause;
            step = await look(cancellationToken);
        }

        return true;
    }
}
