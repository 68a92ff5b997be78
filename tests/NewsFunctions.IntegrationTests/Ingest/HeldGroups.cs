using Azure.Data.Tables;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>A process whose groups are held until a test opens them.</summary>
internal sealed class HeldGroups(Archive process, HeldPolicy held) : IAsyncDisposable
{
    private readonly List<Task> _writes = [];
    private readonly List<DumpBatch> _all = [];

    public Archive Process => process;

    /// <summary>All writes, those of the held groups first.</summary>
    public IReadOnlyList<Task> Writes => _writes;

    /// <summary>All batches, those of the held groups first.</summary>
    public IReadOnlyList<DumpBatch> All => _all;

    /// <summary>The batches that wait behind the held groups.</summary>
    public IReadOnlyList<DumpBatch> Waiting => [.. _all.Skip(2)];

    public void Begin(DumpBatch batch)
    {
        _all.Add(batch);
        _writes.Add(process.Get<BatchGroups>().WriteAsync(batch, TestContext.Current.CancellationToken));
    }

    public IngestCounter[] Write(IReadOnlyList<DumpBatch> batches)
    {
        foreach (DumpBatch batch in batches)
        {
            Begin(batch);
        }

        return [.. batches.Select(batch => batch.Counter)];
    }

    /// <summary>Waits until one more request is held.</summary>
    public Task ArrivedAsync() => held.ArrivedAsync(1);

    /// <summary>Lets all requests pass and waits for the writes.</summary>
    public Task OpenAsync()
    {
        held.Open();
        return Task.WhenAll(_writes);
    }

    /// <summary>Returns the parts of the keys of all rows of Links.</summary>
    public async Task<IReadOnlyList<string[]>> LinkRowsAsync() =>
        [.. (await TestArchive.RowsAsync(new TestArchive(process.Connection).Clients.Links)).Select(row => row.RowKey.Split('|'))];

    /// <summary>Returns all rows that ingests write, without times, ETags and random marks.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(string connection)
    {
        ArchiveClients clients = new TestArchive(connection).Clients;
        List<string> rows = [];
        foreach (TableClient table in (TableClient[])[clients.Articles, clients.ArticleList, clients.Links, clients.LinkShards])
        {
            rows.AddRange((await TestArchive.RowsAsync(table)).Select(row => $"{table.Name} {Columns(row)}"));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static string Columns(TableEntity row) => string.Join(' ', row
        .Where(column => column.Key is not ("Timestamp" or "odata.etag" or "Mark" or "MediaAsOf"))
        .OrderBy(column => column.Key, StringComparer.Ordinal)
        .Select(column => $"{column.Key}={(column.Value is byte[] bytes ? Convert.ToHexString(bytes) : column.Value)}"));
}
