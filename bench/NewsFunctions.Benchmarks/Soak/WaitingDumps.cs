using System.Collections.Concurrent;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Follows each dump from its upload to the end of its ingest.</summary>
internal sealed class WaitingDumps(DumpLedger ledger)
{
    private readonly ConcurrentDictionary<DumpId, DateTimeOffset> _waiting = new();
    private int _uploaded;

    public int Uploaded => Volatile.Read(ref _uploaded);

    public int Ingested { get; private set; }

    /// <summary>The number of dumps that ended in another way, such as rejected.</summary>
    public int Lost { get; private set; }

    public int Waiting => _waiting.Count;

    public void Add(DumpId id)
    {
        if (_waiting.TryAdd(id, TimeProvider.System.GetUtcNow()))
        {
            Interlocked.Increment(ref _uploaded);
        }
    }

    /// <summary>Reads the ledger rows of the dumps that waited at the last look.</summary>
    /// <returns>For how long the oldest dump waits now; zero if none waits.</returns>
    public async Task<TimeSpan> ReadAsync(CancellationToken cancellationToken)
    {
        foreach (DumpEntry entry in await ledger.GetManyAsync([.. _waiting.Keys], cancellationToken))
        {
            if (entry.Status is not (DumpStatus.Waiting or DumpStatus.Running) && _waiting.TryRemove(entry.Id, out _))
            {
                Ingested += entry.Status == DumpStatus.Ingested ? 1 : 0;
                Lost += entry.Status == DumpStatus.Ingested ? 0 : 1;
            }
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return now - _waiting.Values.DefaultIfEmpty(now).Min();
    }
}
