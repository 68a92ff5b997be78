using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Backups;

namespace NewsFunctions.Cli.Backups;

/// <summary>Shows the progress of a backup or a restore.</summary>
/// <param name="verb">The work, in the past tense.</param>
internal sealed class BackupMeter(string verb, Terminal terminal)
{
    /// <param name="total">The number of bytes; null if unknown.</param>
    public Task<T> RunAsync<T>(long? total, Func<BackupCounter, Task<T>> work)
    {
        var counter = new BackupCounter();
        return new SlowWork(terminal, TimeProvider.System).RunAsync(
            () => Says(counter), () => new WorkDone(counter.Bytes, total), ProgressBar.Megabytes, () => work(counter));
    }

    private string Says(BackupCounter counter) => (counter.Rows, counter.Blobs) is (0, 0)
        ? $"{verb} {Show.Megabytes(counter.Bytes)}."
        : $"{verb} {Show.Counted(counter.Rows, "row")} and {Show.Counted(counter.Blobs, "blob")}, {Show.Megabytes(counter.Bytes)}.";
}
