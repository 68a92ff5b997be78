using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Backups;

namespace NewsFunctions.Cli.Backups;

/// <summary>Shows how far a backup or a restore is.</summary>
/// <param name="verb">What is done, in the past tense.</param>
internal sealed class BackupMeter(string verb, Terminal terminal)
{
    /// <param name="total">How many bytes there are; null where nobody knows.</param>
    public Task<T> TellAsync<T>(long? total, Func<BackupCounter, Task<T>> work)
    {
        var tally = new BackupCounter();
        return new SlowWork(terminal, TimeProvider.System).TellAsync(
            () => Says(tally), () => new WorkDone(tally.Bytes, total), ProgressBar.Megabytes, () => work(tally));
    }

    private string Says(BackupCounter tally) => (tally.Rows, tally.Blobs) is (0, 0)
        ? $"{verb} {Show.Megabytes(tally.Bytes)}."
        : $"{verb} {Show.Counted(tally.Rows, "row")} and {Show.Counted(tally.Blobs, "blob")}, {Show.Megabytes(tally.Bytes)}.";
}
