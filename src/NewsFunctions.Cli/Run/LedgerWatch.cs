using System.Globalization;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Dumps;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Run;

/// <summary>Waits until the ledger says what became of some dumps.</summary>
internal sealed class LedgerWatch(DumpLedger ledger, IngestQueue queue, StorageSaves saves, ProgressWait wait)
{
    /// <summary>Dumps are ingested about in the order of their upload, so only the first few that are unfinished are asked for.</summary>
    private const int AskedAtOnce = 32;

    /// <remarks>A storage that was killed and started again has lost its last seconds, perhaps with the row of a dump whose trigger is
    /// done: such dumps are sent to the queue of the ingests.</remarks>
    /// <returns>The row of every dump; null when nothing advances any more.</returns>
    public async Task<IReadOnlyDictionary<DumpId, DumpEntry>?> WaitAsync(IEnumerable<DumpBlob> dumps, CancellationToken cancellationToken)
    {
        Dictionary<DumpId, string> names = dumps.ToDictionary(dump => dump.Id, dump => dump.Name);
        var pending = new List<DumpId>(names.Keys);
        int restarts = saves.Restarts;
        int total = pending.Count;
        var finished = new Dictionary<DumpId, DumpEntry>();
        bool done = await wait.UntilDoneAsync(LookAsync, cancellationToken);
        return done ? finished : null;

        async Task<WaitStep> LookAsync(CancellationToken token)
        {
            DumpId[] asked = [.. pending.Take(AskedAtOnce)];
            DumpEntry?[] entries = await Task.WhenAll(asked.Select(id => ledger.GetAsync(id, token)));
            foreach (DumpEntry entry in entries.OfType<DumpEntry>().Where(IsFinished))
            {
                finished[entry.Id] = entry;
            }

            pending.RemoveAll(finished.ContainsKey);
            if (saves.Restarts > restarts)
            {
                restarts = saves.Restarts;
                foreach (DumpId id in pending)
                {
                    await queue.SendAsync(new IngestMessage(names[id]), token);
                }
            }

            // An attempt that failed and began anew is an advance: it will end as Failed, if not as Ingested.
            string attempts = string.Join(' ', entries.Select(entry =>
                (entry?.Progress?.ResumedAt ?? entry?.Progress?.CommittedAt ?? entry?.StartedAt)?.UtcTicks));
            return new WaitStep(pending.Count, $"{pending.Count} {attempts}", $"Ingested {finished.Count} of {Show.Counted(total, "dump")}.{Running(entries)}");
        }
    }

    /// <summary>How far the first long one is.</summary>
    private static string Running(IEnumerable<DumpEntry?> entries) =>
        entries.FirstOrDefault(entry => entry is { Progress: not null, Size: > 0 }) is { Progress: { } progress } entry
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {entry.Name}: {Math.Min(100, 100 * progress.BytesRead / entry.Size)} %, {Show.Counted(entry.Counts.Articles, "article")}.")
            : "";

    private static bool IsFinished(DumpEntry entry) =>
        entry.Status is not (DumpStatus.Waiting or DumpStatus.Running);
}
