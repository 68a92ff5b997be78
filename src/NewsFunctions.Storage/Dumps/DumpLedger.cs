using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Reads and writes the table Dumps, which has the status of every upload.</summary>
public sealed partial class DumpLedger
{
    private readonly TableClient _table;

    internal DumpLedger(ArchiveClients clients) => _table = clients.Dumps;

    /// <summary>Acquires the row of a dump for an ingest that begins or resumes. One operation for a dump that the ledger does not know,
    /// two more for others: if the row has a commit, the ingest resumes from it, otherwise it starts over.</summary>
    /// <param name="leg">The requested leg; null means whatever is left to do.</param>
    /// <returns>The run; null if there is nothing to do: another ingest took the row meanwhile, or the leg is over.</returns>
    public async Task<LedgerRun?> BeginAsync(DumpBlob dump, int? leg, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string owner = Guid.NewGuid().ToString("N");
        DumpEntry begun = Entry(dump) with { StartedAt = now };
        TableEntity? row = null;
        for (int attempt = 1; row is null; attempt++)
        {
            if (leg is null && await TryInsertAsync(begun, owner, cancellationToken) is { } inserted)
            {
                return inserted;
            }

            row = await ReadAsync(dump.Id, cancellationToken);
            if (row is null && leg is not null)
            {
                // A leg of a dump whose row was removed.
                return null;
            }

            if (row is null && attempt >= ConflictRetry.Attempts)
            {
                // An insert that conflicts with no row does not mean that the dump is somebody else's.
                throw new InvalidOperationException($"The ledger row of dump {dump.Id} can be neither inserted nor read.");
            }
        }

        DumpEntry entry = DumpEntity.FromEntity(row);
        if (DumpEntity.Owner(row) == owner)
        {
            // Our own insert, whose response was lost.
            return new LedgerRun(entry, owner, row.ETag.ToString());
        }

        if (entry.Status is DumpStatus.Removing or DumpStatus.Removed)
        {
            return null;
        }

        if (leg is not null && (entry.Status != DumpStatus.Running || (entry.Progress?.Leg ?? 1) is var at && at != leg && at != leg - 1))
        {
            return null;
        }

        DumpEntry next = entry is { Status: DumpStatus.Running, Progress: { } progress }
            ? entry with { Progress = progress with { Leg = leg ?? progress.Leg, ResumedAt = now } }
            : begun;
        LedgerRun run = new(next, owner, row.ETag.ToString()) { Leg = next.Progress?.Leg ?? leg ?? 1 };
        return await TryWriteAsync(run, next, cancellationToken) ? run : null;
    }

    /// <summary>Records a commit. One operation.</summary>
    /// <returns>False if another ingest owns the row. This one must stop and leave everything to it.</returns>
    public Task<bool> CommitAsync(
        LedgerRun run,
        DumpProgress progress,
        DumpCounts counts,
        IReadOnlyList<DumpDiagnostic> diagnostics,
        CancellationToken cancellationToken) =>
        TryWriteAsync(
            run,
            run.Entry with { Status = DumpStatus.Running, Progress = progress, Counts = counts, Diagnostics = diagnostics, FinishedAt = null, Error = null },
            cancellationToken);

    /// <summary>Records how the ingest ended. One operation.</summary>
    /// <returns>False if another ingest owns the row and continues with the dump.</returns>
    public Task<bool> FinishAsync(LedgerRun run, DumpOutcome outcome, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        TryWriteAsync(run, Finished(run.Entry, outcome, finishedAt), cancellationToken);

    /// <summary>Records the end of a dump that no ingest works on any more. One operation. Writes the row even if no ingest had begun.</summary>
    public Task EndAsync(DumpBlob dump, DumpOutcome outcome, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        EndAsync(Entry(dump), outcome, finishedAt, cancellationToken);

    /// <summary>Does the same if only the row is known: the blob was deleted or replaced.</summary>
    public Task EndAsync(DumpEntry entry, DumpOutcome outcome, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(DumpEntity.ToEntity(Finished(entry, outcome, finishedAt)), TableUpdateMode.Merge, cancellationToken);

    public async Task<DumpEntry?> GetAsync(DumpId id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken) is { } row ? DumpEntity.FromEntity(row) : null;

    /// <summary>Reads the rows of dumps with close upload times, oldest upload first: one operation for each 1,000 uploads
    /// between the oldest and the newest of them.</summary>
    public async Task<IReadOnlyList<DumpEntry>> GetManyAsync(IReadOnlyCollection<DumpId> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        // Rows are sorted newest first.
        string[] rows = [.. ids.Select(TableKeys.DumpRow).Order(StringComparer.Ordinal)];
        HashSet<DumpId> wanted = [.. ids];
        List<DumpEntry> entries = await _table
            .QueryAsync<TableEntity>(
                RowReader.Range(TableKeys.Dumps, new KeyRange(rows[0], TableKeys.EndOf(rows[^1]))), RowReader.PageSize, cancellationToken: cancellationToken)
            .Select(DumpEntity.FromEntity)
            .Where(entry => wanted.Contains(entry.Id))
            .ToListAsync(cancellationToken);
        entries.Reverse();
        return entries;
    }

    /// <summary>Finds all rows of a blob name, newest first: one for each ETag that it had when it was ingested.</summary>
    public IAsyncEnumerable<DumpEntry> FindAsync(string name, CancellationToken cancellationToken) =>
        RowsAsync(new DumpFilter { Name = name }, exactName: true, after: null, RowReader.PageSize, cancellationToken).Select(DumpEntity.FromEntity);

    /// <summary>Lists dumps, newest uploads first.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    public Task<ResultPage<DumpEntry>> ListAsync(DumpFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("dumps", limit, filter.Name, filter.Status?.ToString());
        string? after = paging.Position(continuation, parts: 1)?[0];
        return paging.TakeAsync(
            RowsAsync(filter, exactName: false, after, paging.FetchSize, cancellationToken).Select(DumpEntity.FromEntity),
            entry => [TableKeys.DumpRow(entry.Id)]);
    }

    /// <summary>Reads all rows, newest uploads first: one operation for each 1,000.</summary>
    public IAsyncEnumerable<DumpEntry> ReadAllAsync(CancellationToken cancellationToken) =>
        RowsAsync(new DumpFilter(), exactName: false, after: null, RowReader.PageSize, cancellationToken).Select(DumpEntity.FromEntity);

    private async Task<TableEntity?> ReadAsync(DumpId id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> response = await _table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Dumps, TableKeys.DumpRow(id), cancellationToken: cancellationToken);
        return response.HasValue ? response.Value : null;
    }

    private async Task<LedgerRun?> TryInsertAsync(DumpEntry entry, string owner, CancellationToken cancellationToken)
    {
        try
        {
            Response response = await _table.AddEntityAsync(DumpEntity.ToEntity(entry, owner), cancellationToken);
            return new LedgerRun(entry, owner, response.Headers.ETag.ToString()!);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }
    }

    // Another writer changes the row of an owner in two ways: another ingest takes it over, or the function on the poison queue ends it
    // and keeps the owner. Only the first is a loss. A write of ours whose response was lost looks like the second.
    private async Task<bool> TryWriteAsync(LedgerRun run, DumpEntry entry, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Response response = await _table.UpdateEntityAsync(
                    DumpEntity.ToEntity(entry, run.Owner), new ETag(run.ETag), TableUpdateMode.Replace, cancellationToken);
                (run.Entry, run.ETag) = (entry, response.Headers.ETag.ToString()!);
                return true;
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                // A row that has not changed since it was read has no new owner.
                if (attempt >= ConflictRetry.Attempts || await ReadAsync(entry.Id, cancellationToken) is not { } row
                    || (DumpEntity.Owner(row) != run.Owner && row.ETag.ToString() != run.ETag))
                {
                    return false;
                }

                run.ETag = row.ETag.ToString();
            }
        }
    }

    private static DumpEntry Finished(DumpEntry entry, DumpOutcome outcome, DateTimeOffset finishedAt) => entry with
    {
        Status = outcome.Status,
        FinishedAt = finishedAt,
        Counts = outcome.Counts,
        Progress = null,
        Error = outcome.Error,
        Diagnostics = outcome.Diagnostics,
    };

    private async IAsyncEnumerable<TableEntity> RowsAsync(
        DumpFilter filter,
        bool exactName,
        string? after,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> conditions = [TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Dumps} and RowKey gt {after ?? ""}")];
        if (filter.Name is { } name && !exactName && name.EndsWith('*'))
        {
            // The greatest character ends the range of names with this prefix.
            conditions.Add(TableClient.CreateQueryFilter($"Name ge {name[..^1]} and Name lt {name[..^1] + '\uffff'}"));
        }
        else if (filter.Name is { } whole)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Name eq {whole}"));
        }

        if (filter.Status is { } status)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Status eq {status.ToString()}"));
        }

        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(
            string.Join(" and ", conditions), pageSize, cancellationToken: cancellationToken))
        {
            yield return row;
        }
    }

    private static DumpEntry Entry(DumpBlob dump) => new()
    {
        Id = dump.Id,
        Name = dump.Name,
        Status = DumpStatus.Running,
        Size = dump.Size,
        ETag = dump.ETag,
        LastModified = dump.LastModified,
        StartedAt = null,
        FinishedAt = null,
        Counts = DumpCounts.None,
        Progress = null,
        Error = null,
        Diagnostics = [],
    };
}
