using System.Globalization;
using NewsFunctions.Dumps;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Run;

/// <summary>Waits until the ledger says what became of some dumps.</summary>
internal sealed class LedgerWatch(DumpLedger ledger, ProgressWait wait)
{
    /// <summary>Dumps are ingested about in the order of their upload, so only the first few that are unfinished are asked for.</summary>
    private const int AskedAtOnce = 32;

    /// <returns>The row of every dump; null when nothing advances any more.</returns>
    public async Task<IReadOnlyDictionary<DumpId, DumpEntry>?> WaitAsync(IEnumerable<DumpId> dumps, CancellationToken cancellationToken)
    {
        var pending = new List<DumpId>(dumps);
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

            // An attempt that failed and began anew is an advance: it will end as Failed, if not as Ingested.
            string attempts = string.Join(' ', entries.Select(entry =>
                (entry?.Progress?.ResumedAt ?? entry?.Progress?.CommittedAt ?? entry?.StartedAt)?.UtcTicks));
            return new WaitStep(pending.Count, $"{pending.Count} {attempts}", $"Ingested {finished.Count} of {total} dumps.{Running(entries)}");
        }
    }

    /// <summary>How far the first long one is.</summary>
    private static string Running(IEnumerable<DumpEntry?> entries) =>
        entries.FirstOrDefault(entry => entry is { Progress: not null, Size: > 0 }) is { Progress: { } progress } entry
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {entry.Name}: {Math.Min(100, 100 * progress.BytesRead / entry.Size)} %, {entry.Counts.Articles} articles.")
            : "";

    private static bool IsFinished(DumpEntry entry) =>
        entry.Status is DumpStatus.Ingested or DumpStatus.Rejected or DumpStatus.Failed or DumpStatus.Replaced;
}
