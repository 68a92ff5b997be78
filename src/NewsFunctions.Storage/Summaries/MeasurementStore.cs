using Azure.Data.Tables;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Summaries;

/// <summary>Reads and writes the table Operations: one measurement an hour, newest first.</summary>
public sealed class MeasurementStore
{
    private readonly TableClient _table;

    internal MeasurementStore(ArchiveClients clients) => _table = clients.Operations;

    /// <summary>Writes the measurement of an hour. One operation. A repeat replaces it.</summary>
    public Task WriteAsync(Measurement measurement, CancellationToken cancellationToken)
    {
        TableEntity entity = new(TableKeys.Measurements, TableKeys.MeasurementRow(measurement.At));
        entity.SetJson("Measurement", measurement, SummaryJson.Columns.Measurement);
        return _table.UpsertEntityAsync(TableTransactions.Checked(entity), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Lists measurements, newest first.</summary>
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

/// <summary>Holds an operator's view of the archive at one time.</summary>
public sealed record Measurement
{
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<QueueDepth> Queues { get; init; }

    /// <summary>Counts the dumps in the ledger whose last attempt failed, up to 1,000.</summary>
    public required long FailedDumps { get; init; }

    /// <summary>Counts the hosts with an open circuit: they stopped answering or refuse us. Excludes hosts that are paused or ignored.</summary>
    public required long OpenCircuits { get; init; }

    /// <summary>Counts the shards that wait for a visit.</summary>
    public required long ShardsDue { get; init; }

    /// <summary>Gets the time when a visit last counted a shard; null before the first.</summary>
    public required DateTimeOffset? LastVisitAt { get; init; }

    public required CaptureSize Captures { get; init; }
}
