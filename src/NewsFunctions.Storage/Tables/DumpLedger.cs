using NewsFunctions.Dumps;

namespace NewsFunctions.Storage;

/// <summary>The table Dumps: what became of every upload.</summary>
public sealed class DumpLedger
{
    /// <summary>Notes that the ingest of a dump runs. One operation; a repeated ingest begins its row anew.</summary>
    public Task BeginAsync(DumpBlob dump, DateTimeOffset startedAt, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Notes how the ingest ended. One operation; writes the row whether or not it had begun.</summary>
    public Task FinishAsync(DumpBlob dump, DumpOutcome outcome, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>As the other, where only the row is known: the blob was deleted or replaced.</summary>
    public Task FinishAsync(DumpEntry entry, DumpOutcome outcome, DateTimeOffset finishedAt, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public Task<DumpEntry?> GetAsync(DumpId id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>All rows of a blob name, newest first: one for each ETag that it had when it was ingested.</summary>
    public IAsyncEnumerable<DumpEntry> FindAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Newest uploads first.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    public Task<Page<DumpEntry>> ListAsync(DumpFilter filter, int limit, string? continuation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
