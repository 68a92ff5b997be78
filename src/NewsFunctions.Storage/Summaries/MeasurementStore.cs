using Azure.Data.Tables;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Summaries;

/// <summary>The table Operations: one measurement an hour, newest first.</summary>
public sealed class MeasurementStore
{
    private readonly TableClient _table;

    internal MeasurementStore(ArchiveClients clients) => _table = clients.Operations;

    /// <summary>Writes the measurement of an hour. One operation; a repeat replaces it.</summary>
    public Task WriteAsync(Measurement measurement, CancellationToken cancellationToken)
    {
        TableEntity entity = new(TableKeys.Measurements, TableKeys.MeasurementRow(measurement.At));
        entity.SetJson("Measurement", measurement, SummaryJson.Columns.Measurement);
        return _table.UpsertEntityAsync(TableTransactions.Checked(entity), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Newest first.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another list.</exception>
    public Task<ResultPage<Measurement>> ListAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("operations", limit);
        string after = paging.Position(continuation, parts: 1)?[0] ?? "";
        return paging.TakeAsync(
            _table
                .QueryAsync<TableEntity>(
                    TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Measurements} and RowKey gt {after}"),
                    paging.FetchSize,
                    cancellationToken: cancellationToken)
                .Select(row => row.Json("Measurement", SummaryJson.Columns.Measurement)),
            measurement => [TableKeys.MeasurementRow(measurement.At)]);
    }
}

/// <summary>What an operator wants to know of the archive, as it was at one time.</summary>
public sealed record Measurement
{
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<QueueDepth> Queues { get; init; }

    /// <summary>Dumps in the ledger whose last attempt failed; at most 1,000 are counted.</summary>
    public required long FailedDumps { get; init; }

    /// <summary>Hosts that most links are kept from, because they stopped answering or refuse us; without those that an operator paused or ignores.</summary>
    public required long OpenCircuits { get; init; }

    /// <summary>Shards that wait for a visit.</summary>
    public required long ShardsDue { get; init; }

    /// <summary>When a visit last counted a shard; null before the first.</summary>
    public required DateTimeOffset? LastVisitAt { get; init; }

    public required CaptureSize Captures { get; init; }
}
