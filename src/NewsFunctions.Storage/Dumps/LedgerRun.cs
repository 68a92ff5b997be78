using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Holds an ingest's claim on the row of its dump, from <see cref="DumpLedger.BeginAsync"/>. A takeover writes another
/// owner into the row; the ingest that had it fails its next write and stops.</summary>
public sealed class LedgerRun
{
    internal LedgerRun(DumpEntry entry, string owner, string etag) => (Entry, Owner, ETag) = (entry, owner, etag);

    /// <summary>Gets the present entry in the ledger. If it has <see cref="DumpEntry.Progress"/>, the ingest resumes from there.</summary>
    public DumpEntry Entry { get; internal set; }

    /// <summary>Gets the number of the attempt, from 1.</summary>
    public int Leg { get; internal init; } = 1;

    internal string Owner { get; }

    internal string ETag { get; set; }
}
