using NewsFunctions.Benchmarks.Ingest;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Samples processes, queues and calls. The limits are explained in docs/benchmarks.md.</summary>
internal sealed class SoakSampler(ServedNews served, SoakSite site, ApiCalls api, WaitingDumps dumps, QueueDepths queues)
{
    private readonly ProcessMeasures? _host = ProcessMeasures.Create("host", isJudged: true);
    private readonly ProcessMeasures? _worker = ProcessMeasures.Create("worker", isJudged: true);
    private readonly ProcessMeasures? _storage = ProcessMeasures.Create("storage", isJudged: false);
    private readonly Measure _dumpAge = new("oldest waiting dump, s", new GrowthLimit(0, 3, MaxEnd: 15));
    private readonly Measure _messageAge = new("oldest waiting message, s", new GrowthLimit(0, 5, MaxEnd: 30));
    private readonly Measure _messages = new("messages in queues", new GrowthLimit(0, 5, MaxEnd: 50));
    private readonly Measure _unchecked = new("links not yet asked for", new GrowthLimit(0.5, 50, MaxEnd: 1_500));
    private readonly Measure _median = new("p50 of calls, ms", new GrowthLimit(0.5, 3));
    private readonly Measure _slow = new("p95 of calls, ms", new GrowthLimit(0.5, 10));
    private int? _workerId;

    /// <summary>How often another worker was found than before.</summary>
    public int WorkerChanges { get; private set; }

    /// <summary>The number of messages that a function gave up on.</summary>
    public long Poison { get; private set; }

    public IReadOnlyList<Measure> Measures =>
    [
        .. _host?.All ?? [], .. _worker?.All ?? [], _dumpAge, _messageAge, _messages, _unchecked, _median, _slow, .. _storage?.All ?? [],
    ];

    public int LinksUnasked => (dumps.Ingested * MonthlyDumps.LinksOfDump) - site.LinksAsked;

    /// <summary>Samples everything once.</summary>
    /// <exception cref="InvalidOperationException">The host has ended.</exception>
    public async Task SampleAsync(CancellationToken cancellationToken)
    {
        if (served.HasEnded)
        {
            throw new InvalidOperationException($"news serve has ended. Its last words:\n{served.LastWords}");
        }

        _host?.Add(served.HostId);
        _worker?.Add(WorkerId());
        _storage?.Add(served.StorageId);
        _dumpAge.Add((await dumps.ReadAsync(cancellationToken)).TotalSeconds);
        IReadOnlyList<QueueDepth> depths = await queues.ReadAsync(cancellationToken);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        _messageAge.Add(depths.Where(queue => !queue.IsPoison).Max(queue => Math.Max(0, (now - queue.OldestAt)?.TotalSeconds ?? 0)));
        _messages.Add(depths.Where(queue => !queue.IsPoison).Sum(queue => queue.Messages));
        Poison = depths.Where(queue => queue.IsPoison).Sum(queue => queue.Messages);
        _unchecked.Add(Math.Max(0, LinksUnasked));
        double[] times = api.TakeTimes();
        _median.Add(Percentile(times, 0.5));
        _slow.Add(Percentile(times, 0.95));
    }

    public override string ToString() => string.Join(", ", Measures.Select(measure => FormattableString.Invariant($"{measure.Name} {measure.Last:F0}")));

    private static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];

    private int? WorkerId()
    {
        int? found = ProcessFigures.Children(served.HostId) is [int first, ..] ? first : null;
        WorkerChanges += _workerId is not null && found != _workerId ? 1 : 0;
        _workerId = found ?? _workerId;
        return found;
    }
}
