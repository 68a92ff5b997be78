using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>An ingest's hold on the row of its dump, from <see cref="DumpLedger.BeginAsync"/>. Whoever takes the row over writes another
/// owner into it; the ingest that had it loses its next write and stops.</summary>
public sealed class LedgerRun
{
    internal LedgerRun(DumpEntry entry, string owner, string etag) => (Entry, Owner, ETag) = (entry, owner, etag);

    /// <summary>The entry that is in the ledger now; with <see cref="DumpEntry.Progress"/> the ingest goes on from there.</summary>
    public DumpEntry Entry { get; internal set; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int Leg { get; internal init; } = 1;

    internal string Owner { get; }

    internal string ETag { get; set; }
}
