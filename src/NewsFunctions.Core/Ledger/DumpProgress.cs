namespace NewsFunctions.Core.Ledger;

/// <summary>The last commit of an ingest that runs: how far it is, and where it goes on when it is killed.</summary>
public sealed record DumpProgress
{
    /// <summary>Everything before it is in the tables.</summary>
    public required DumpPosition Position { get; init; }

    /// <summary>Bytes of the blob, as it is stored.</summary>
    public required long BytesRead { get; init; }

    /// <summary>The number of the leg, from 1. An ingest ends after some minutes and sends itself on; each of these is a leg.</summary>
    public required int Leg { get; init; }

    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>When an ingest took the row over and went on from here; null where the one that committed still runs.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    /// <summary>Mentions of links beyond those that are remembered one by one.</summary>
    public long LinksBeyond { get; init; }

    /// <summary>The list of diagnostics has no room for more; the counts are of all.</summary>
    public bool DiagnosticsAreFull { get; init; }
}
