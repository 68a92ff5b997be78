using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using NewsFunctions.Dumps;

namespace NewsFunctions.Storage;

/// <summary>The table Dumps: what became of every upload.</summary>
public sealed class DumpLedger
{
    private readonly TableClient _table;

    internal DumpLedger(ArchiveClients clients) => _table = clients.Dumps;

    /// <summary>Notes that the ingest of a dump runs. One operation; a repeated ingest begins its row anew.</summary>
    public Task BeginAsync(DumpBlob dump, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        DumpEntry entry = Entry(dump) with { StartedAt = startedAt };
        return _table.UpsertEntityAsync(DumpEntity.ToEntity(entry), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Notes how the ingest ended. One operation; writes the row whether or not it had begun.</summary>
    public Task FinishAsync(DumpBlob dump, DumpOutcome outcome, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        FinishAsync(Entry(dump), outcome, finishedAt, cancellationToken);

    /// <summary>As the other, where only the row is known: the blob was deleted or replaced.</summary>
    public Task FinishAsync(DumpEntry entry, DumpOutcome outcome, DateTimeOffset finishedAt, CancellationToken cancellationToken)
    {
        DumpEntry finished = entry with
        {
            Status = outcome.Status,
            FinishedAt = finishedAt,
            Counts = outcome.Counts,
            Error = outcome.Error,
            Diagnostics = outcome.Diagnostics,
        };
        return _table.UpsertEntityAsync(DumpEntity.ToEntity(finished), TableUpdateMode.Merge, cancellationToken);
    }

    public async Task<DumpEntry?> GetAsync(DumpId id, CancellationToken cancellationToken)
    {
        var response = await _table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Dumps,
            TableKeys.DumpRow(id),
            cancellationToken: cancellationToken);
        return response.HasValue ? DumpEntity.FromEntity(response.Value!) : null;
    }

    /// <summary>All rows of a blob name, newest first: one for each ETag that it had when it was ingested.</summary>
    public IAsyncEnumerable<DumpEntry> FindAsync(string name, CancellationToken cancellationToken) =>
        RowsAsync(new DumpFilter { Name = name }, exactName: true, after: null, RowReader.PageSize, cancellationToken).Select(DumpEntity.FromEntity);

    /// <summary>Newest uploads first.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    public Task<Page<DumpEntry>> ListAsync(DumpFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("dumps", limit, filter.Name, filter.Status?.ToString());
        string? after = paging.Position(continuation, parts: 1)?[0];
        return paging.TakeAsync(
            RowsAsync(filter, exactName: false, after, paging.FetchSize, cancellationToken).Select(DumpEntity.FromEntity),
            entry => [TableKeys.DumpRow(entry.Id)]);
    }

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
            // The greatest character ends the range of names that begin so.
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
        Error = null,
        Diagnostics = [],
    };
}
