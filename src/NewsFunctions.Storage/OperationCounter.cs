using System.Collections.Concurrent;

namespace NewsFunctions.Storage;

/// <summary>Counts storage operations on the wire: every HTTP request, so every retry of the SDK too; a transaction is one.</summary>
public sealed class OperationCounter
{
    private readonly ConcurrentQueue<string> _tableRequests = new();
    private long _tables;
    private long _blobs;
    private long _queues;

    public long Tables => Interlocked.Read(ref _tables);

    public long Blobs => Interlocked.Read(ref _blobs);

    public long Queues => Interlocked.Read(ref _queues);

    /// <summary>Verb and table of each table operation since the last reset, oldest first, at most the first 10,000: <c>GET Articles</c>, <c>POST $batch</c>.</summary>
    public IReadOnlyList<string> TableRequests => [.. _tableRequests];

    public void Reset()
    {
        Interlocked.Exchange(ref _tables, 0);
        Interlocked.Exchange(ref _blobs, 0);
        Interlocked.Exchange(ref _queues, 0);
        _tableRequests.Clear();
    }
}
