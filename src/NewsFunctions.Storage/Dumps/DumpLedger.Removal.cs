using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Keeps the row of a dump that is being taken down. It records the progress and blocks a new ingest of the dump.</summary>
public sealed partial class DumpLedger
{
    private const string PartitionColumn = "RemovedPartition";
    private const string RowColumn = "RemovedRow";

    /// <summary>Takes the row from any ingest, which stops at its next commit, or finds the progress of an earlier removal.</summary>
    /// <param name="waiting">The upload, if no ingest has begun with it.</param>
    /// <returns>The removal; null if there is no such dump.</returns>
    internal async Task<DumpRemoval?> BeginRemovalAsync(DumpId id, DumpBlob? waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            TableEntity? row = await ReadAsync(id, cancellationToken);
            DumpEntry? entry = row is null ? (waiting is null ? null : Entry(waiting)) : DumpEntity.FromEntity(row);
            if (entry is null || row is not null && entry.Status is DumpStatus.Removing or DumpStatus.Removed)
            {
                return entry is null ? null : new DumpRemoval(entry, PositionOf(row!));
            }

            DumpEntry removing = entry with { Status = DumpStatus.Removing, Progress = null, Error = null, FinishedAt = null, Diagnostics = [] };
            TableEntity next = DumpEntity.ToEntity(removing, Guid.NewGuid().ToString("N"));
            try
            {
                await (row is null
                    ? _table.AddEntityAsync(next, cancellationToken)
                    : _table.UpdateEntityAsync(next, row.ETag, TableUpdateMode.Replace, cancellationToken));
                return new DumpRemoval(removing, After: null);
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                // An ingest has written the row meanwhile.
            }
        }
    }

    /// <summary>Records the progress of the removal.</summary>
    internal Task CommitRemovalAsync(DumpId id, RowPosition last, CancellationToken cancellationToken) => _table.UpdateEntityAsync(
        new TableEntity(TableKeys.Dumps, TableKeys.DumpRow(id)) { [PartitionColumn] = last.Partition, [RowColumn] = last.Row },
        ETag.All,
        TableUpdateMode.Merge,
        cancellationToken);

    internal Task FinishRemovalAsync(DumpId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        TableEntity removed = new(TableKeys.Dumps, TableKeys.DumpRow(id))
        {
            ["Status"] = nameof(DumpStatus.Removed),
            [PartitionColumn] = "",
            [RowColumn] = "",
        };
        removed.SetTime("FinishedAt", now);
        return _table.UpdateEntityAsync(removed, ETag.All, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Removes the diagnostics that refer to some bytes of a dump, because they may quote them.</summary>
    internal async Task ForgetDiagnosticsAsync(DumpId id, IReadOnlyCollection<StoredBytes> places, CancellationToken cancellationToken)
    {
        while (await ReadAsync(id, cancellationToken) is { } row)
        {
            DumpEntry entry = DumpEntity.FromEntity(row);
            DumpDiagnostic[] left = [.. entry.Diagnostics.Where(diagnostic =>
                !places.Any(place => diagnostic.Offset >= place.Offset && diagnostic.Offset < place.Offset + place.Length))];
            if (left.Length == entry.Diagnostics.Count)
            {
                return;
            }

            TableEntity without = new(row.PartitionKey, row.RowKey)
            {
                ["Diagnostics"] = DumpEntity.ToEntity(entry with { Diagnostics = left })["Diagnostics"],
            };
            try
            {
                await _table.UpdateEntityAsync(without, row.ETag, TableUpdateMode.Merge, cancellationToken);
                return;
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                // An ingest has written the row meanwhile.
            }
        }
    }

    private static RowPosition? PositionOf(TableEntity row) =>
        row.Text(PartitionColumn) is { } partition && row.Text(RowColumn) is { } last ? new RowPosition(partition, last) : null;
}

/// <summary>Describes a dump whose takedown has begun.</summary>
/// <param name="After">The last processed row of articles; null means none.</param>
internal sealed record DumpRemoval(DumpEntry Entry, RowPosition? After);
