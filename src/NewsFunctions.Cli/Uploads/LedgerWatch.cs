using System.Globalization;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Waits until the ledger has the results of some dumps.</summary>
internal sealed class LedgerWatch(DumpLedger ledger, IngestQueue queue, StorageSaves saves, ProgressWait wait)
{
    /// <summary>Limits how many dumps of earlier uploads, which lie anywhere in the ledger, are asked for in one look.</summary>
    private const int AskedAtOnce = 32;

    /// <summary>Limits the dumps that are watched: they are ingested about in upload order, so the first unfinished ones show any progress.</summary>
    private const int Watched = 32;

    /// <remarks>A storage that was killed and started again has lost its last seconds, perhaps with the row of a dump whose trigger is
    /// done: such dumps are sent to the queue of the ingests.</remarks>
    /// <returns>The row of every dump; null when there is no more progress.</returns>
    public async Task<IReadOnlyDictionary<DumpId, DumpEntry>?> WaitAsync(IReadOnlyCollection<UploadResult> uploads, CancellationToken cancellationToken)
    {
        Dictionary<DumpId, UploadResult> dumps = uploads.ToDictionary(upload => upload.Dump.Id);
        var pending = new List<DumpId>(dumps.Keys);
        int restarts = saves.Restarts;
        int total = pending.Count;
        var finished = new Dictionary<DumpId, DumpEntry>();
        bool done = await wait.UntilDoneAsync(LookAsync, cancellationToken);
        return done ? finished : null;

        async Task<WaitStep> LookAsync(CancellationToken token)
        {
            ILookup<bool, DumpId> byNew = pending.ToLookup(id => dumps[id].Outcome != UploadOutcome.Unchanged);
            DumpEntry?[] earlier = await Task.WhenAll(byNew[false].Take(AskedAtOnce).Select(id => ledger.GetAsync(id, token)));
            ILookup<bool, DumpEntry> byEnd = earlier.OfType<DumpEntry>()
                .Concat(await ledger.GetManyAsync([.. byNew[true]], token))
                .ToLookup(IsFinished);
            foreach (DumpEntry entry in byEnd[true])
            {
                finished[entry.Id] = entry;
            }

            pending.RemoveAll(finished.ContainsKey);
            if (saves.Restarts > restarts)
            {
                restarts = saves.Restarts;
                foreach (DumpId id in pending)
                {
                    await queue.SendAsync(new IngestMessage(dumps[id].Dump.Name), token);
                }
            }

            // An attempt that failed and began anew counts as progress: it will end as Failed, if not as Ingested.
            DumpEntry[] running = [.. byEnd[false].Take(Watched)];
            string attempts = string.Join(' ', running.Select(entry =>
                (entry.Progress?.ResumedAt ?? entry.Progress?.CommittedAt ?? entry.StartedAt)?.UtcTicks));
            return new WaitStep(pending.Count, $"{pending.Count} {attempts}", $"{Says(finished.Values.Count(entry => entry.Status == DumpStatus.Ingested), finished.Count, total)}{Running(running)}");
        }
    }

    private static string Says(int ingested, int finished, int total)
    {
        string others = ingested == finished ? "" : $"; {finished - ingested} could not be";
        return $"Ingested {ingested} of {Show.Counted(total, "dump")}{others}.";
    }

    /// <summary>Says how far the first long one is.</summary>
    private static string Running(IEnumerable<DumpEntry> entries) =>
        entries.FirstOrDefault(entry => entry is { Progress: not null, Size: > 0 }) is { Progress: { } progress } entry
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {entry.Name}: {Math.Min(100, 100 * progress.BytesRead / entry.Size)} %, {Show.Counted(entry.Counts.Articles, "article")}.")
            : "";

    private static bool IsFinished(DumpEntry entry) =>
        entry.Status is not (DumpStatus.Waiting or DumpStatus.Running);
}
