namespace NewsFunctions.Core.Ledger;

/// <summary>Holds the last commit of a running ingest: its progress, and the position to resume from after a crash.</summary>
public sealed record DumpProgress
{
    /// <summary>The position of the commit. Everything before it is in the tables.</summary>
    public required DumpPosition Position { get; init; }

    /// <summary>The number of bytes read of the blob as stored.</summary>
    public required long BytesRead { get; init; }

    /// <summary>The number of the leg, from 1. An ingest stops after some minutes and queues its own continuation; each such run is a leg.</summary>
    public required int Leg { get; init; }

    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>The time when another ingest took over the row and resumed from here. It is null if the committing ingest still runs.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    /// <summary>The number of link mentions beyond those remembered individually.</summary>
    public long LinksBeyond { get; init; }

    /// <summary>Says whether the list of diagnostics is full. The counts still include all diagnostics.</summary>
    public bool DiagnosticsAreFull { get; init; }
}
