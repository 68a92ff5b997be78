using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes the archive for operators at one time.</summary>
public sealed record MeasurementResponse
{
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<QueueResponse> Queues { get; init; }

    /// <summary>The number of dumps whose last attempt failed, up to 1,000.</summary>
    public required long FailedDumps { get; init; }

    public required long OpenCircuits { get; init; }

    /// <summary>The number of shards that wait for a visit.</summary>
    public required long ShardsDue { get; init; }

    /// <summary>The time when a visit last counted a shard; null before the first.</summary>
    public required DateTimeOffset? LastVisitAt { get; init; }

    public required CapturesResponse Captures { get; init; }

    public static PageResponse<MeasurementResponse> From(ResultPage<Measurement> page) => new([.. page.Items.Select(From)], page.Continuation);

    public static MeasurementResponse From(Measurement measurement) => new()
    {
        At = measurement.At,
        Queues = [.. measurement.Queues.Select(queue => QueueResponse.From(queue, measurement.At))],
        FailedDumps = measurement.FailedDumps,
        OpenCircuits = measurement.OpenCircuits,
        ShardsDue = measurement.ShardsDue,
        LastVisitAt = measurement.LastVisitAt,
        Captures = new CapturesResponse(measurement.Captures.Files, measurement.Captures.Bytes, measurement.Captures.AsOf),
    };
}

/// <param name="Messages">The approximate number, including messages that are delayed or being processed.</param>
/// <param name="OldestSeconds">The waiting time of the oldest message; null if none waits.</param>
public sealed record QueueResponse(string Queue, bool Poison, long Messages, double? OldestSeconds)
{
    public static QueueResponse From(QueueDepth depth, DateTimeOffset now) =>
        new(depth.Queue, depth.IsPoison, depth.Messages, depth.OldestAt is { } oldest ? Math.Max(0, Math.Round((now - oldest).TotalSeconds)) : null);
}

/// <param name="AsOf">The time when they were counted: once a day.</param>
public sealed record CapturesResponse(long Files, long Bytes, DateTimeOffset AsOf);
