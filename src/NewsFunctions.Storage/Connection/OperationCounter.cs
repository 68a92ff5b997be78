using System.Collections.Concurrent;

namespace NewsFunctions.Storage.Connection;

/// <summary>Counts storage operations on the wire: every HTTP request, including retries of the SDK. A transaction counts as one.</summary>
public sealed class OperationCounter
{
    // Tests read the requests. A process that runs for months must not collect them all.
    private const int RequestsKept = 10_000;
    private readonly ConcurrentQueue<string> _tableRequests = new();
    private long _tables;
    private long _blobs;
    private long _queues;

    public long Tables => Interlocked.Read(ref _tables);

    public long Blobs => Interlocked.Read(ref _blobs);

    public long Queues => Interlocked.Read(ref _queues);

    /// <summary>Lists verb and table of the table operations since the last reset, oldest first: <c>GET Articles</c>; a transaction is a
    /// <c>POST</c>. Holds the first 10,000.</summary>
    public IReadOnlyList<string> TableRequests => [.. _tableRequests];

    public void Reset()
    {
        Interlocked.Exchange(ref _tables, 0);
        Interlocked.Exchange(ref _blobs, 0);
        Interlocked.Exchange(ref _queues, 0);
        _tableRequests.Clear();
    }

    internal void CountTable(string verb, string table)
    {
        StorageMetrics.CountTable();
        if (Interlocked.Increment(ref _tables) <= RequestsKept)
        {
            _tableRequests.Enqueue($"{verb} {table}");
        }
    }

    internal void CountBlob()
    {
        StorageMetrics.CountBlob();
        Interlocked.Increment(ref _blobs);
    }

    internal void CountQueue()
    {
        StorageMetrics.CountQueue();
        Interlocked.Increment(ref _queues);
    }
}
