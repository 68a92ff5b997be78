using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Archive.Queries;

/// <summary>Reads the ledger, and the uploads that it does not know yet.</summary>
public sealed class DumpQueries(DumpLedger ledger, DumpBlobs blobs)
{
    private const int RowsPerOperation = 1000;

    /// <summary>Lists dumps, newest uploads first. Waiting uploads are sorted by name, because they are blobs without rows:
    /// finding them compares the container with the ledger, one operation for each 1,000 rows and each page of blobs.</summary>
    public async Task<PageResponse<DumpResponse>> ListAsync(DumpFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        if (filter.Status == DumpStatus.Waiting)
        {
            return await ListWaitingAsync(filter.Name, limit, continuation, cancellationToken);
        }

        ResultPage<DumpEntry> page = await ledger.ListAsync(filter, limit, continuation, cancellationToken);
        return new PageResponse<DumpResponse>([.. page.Items.Select(DumpResponse.From)], page.Continuation);
    }

    /// <summary>Gets a dump: one operation if it has a row. A waiting upload is looked up among the blobs. Returns null if unknown.</summary>
    public async Task<DumpResponse?> GetAsync(DumpId id, CancellationToken cancellationToken)
    {
        if (await ledger.GetAsync(id, cancellationToken) is { } entry)
        {
            return DumpResponse.From(entry);
        }

        await foreach (DumpBlob dump in blobs.ListAsync(prefix: null, cancellationToken))
        {
            if (dump.Id == id)
            {
                return DumpResponse.Waiting(dump);
            }
        }

        return null;
    }

    /// <summary>Gets the status of an upload that is known to exist.</summary>
    public async Task<DumpResponse> GetAsync(DumpBlob dump, CancellationToken cancellationToken) =>
        await ledger.GetAsync(dump.Id, cancellationToken) is { } entry ? DumpResponse.From(entry) : DumpResponse.Waiting(dump);

    private async Task<PageResponse<DumpResponse>> ListWaitingAsync(
        string? name,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        string? after = continuation is null ? null : WaitingContinuation.Read(continuation, name);
        bool isPrefix = name?.EndsWith('*') ?? false;
        HashSet<DumpId> known = await KnownAsync(name, cancellationToken);
        var waiting = new List<DumpResponse>();
        await foreach (DumpBlob dump in blobs.ListAsync(isPrefix ? name![..^1] : name, cancellationToken))
        {
            if ((name is not null && !isPrefix && dump.Name != name) || string.CompareOrdinal(dump.Name, after) <= 0 || known.Contains(dump.Id))
            {
                continue;
            }

            if (waiting.Count == limit)
            {
                return new PageResponse<DumpResponse>(waiting, WaitingContinuation.Write(waiting[^1].Name, name));
            }

            waiting.Add(DumpResponse.Waiting(dump));
        }

        return new PageResponse<DumpResponse>(waiting, Continuation: null);
    }

    private async Task<HashSet<DumpId>> KnownAsync(string? name, CancellationToken cancellationToken)
    {
        var known = new HashSet<DumpId>();
        string? continuation = null;
        do
        {
            ResultPage<DumpEntry> page = await ledger.ListAsync(new DumpFilter { Name = name }, RowsPerOperation, continuation, cancellationToken);
            known.UnionWith(page.Items.Select(entry => entry.Id));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return known;
    }
}
