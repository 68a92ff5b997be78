using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using NewsFunctions.Core.Ledger;
using NewsFunctions.IntegrationTests.LocalFunctionsHost;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Reads the storage directly, without the app or a proxy. Uploads dumps as an outside client would.</summary>
internal sealed class ArchiveView(string account)
{
    private readonly TestArchive _archive = new(account);

    /// <summary>Gets the upload container, using only the Azure SDK.</summary>
    public BlobContainerClient Dumps { get; } = new(account, "dumps", Versions.Blobs);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task UploadAsync(string name, BinaryData content)
    {
        await Dumps.CreateIfNotExistsAsync(cancellationToken: Token);
        await Dumps.GetBlobClient(name).UploadAsync(content, overwrite: true, Token);
    }

    /// <summary>Reads the ledger rows of one name, oldest upload first.</summary>
    public async Task<IReadOnlyList<DumpEntry>> RowsOfAsync(string name)
    {
        try
        {
            List<DumpEntry> entries = await _archive.Ledger.FindAsync(name, Token).ToListAsync(Token);
            return [.. entries.OrderBy(entry => entry.LastModified).ThenBy(entry => entry.StartedAt)];
        }
        catch (RequestFailedException e) when (e.ErrorCode == "TableNotFound")
        {
            // The tables do not exist before the first function runs.
            return [];
        }
    }

    /// <summary>The statuses of all dumps.</summary>
    public async Task<IReadOnlyList<DumpStatus>> StatusesAsync()
    {
        try
        {
            return await _archive.Ledger.ReadAllAsync(Token).Select(entry => entry.Status).ToListAsync(Token);
        }
        catch (RequestFailedException e) when (e.ErrorCode == "TableNotFound")
        {
            return [];
        }
    }

    /// <summary>Waits until the rows have these statuses, and returns them.</summary>
    public Task<IReadOnlyList<DumpEntry>> LedgerAsync(string name, params DumpStatus[] statuses) =>
        Eventually.GetAsync<IReadOnlyList<DumpEntry>>($"{name} is {string.Join(", ", statuses)}", async () =>
        {
            IReadOnlyList<DumpEntry> entries = await RowsOfAsync(name);
            return entries.Select(entry => entry.Status).SequenceEqual(statuses) ? entries : null;
        });

    /// <summary>Counts the rows of each kind in the whole archive.</summary>
    public async Task<RowCounts> CountAsync()
    {
        var articles = await KeysAsync(_archive.Clients.Articles);
        var links = await KeysAsync(_archive.Clients.Links);
        ILookup<bool, string> listed = (await KeysAsync(_archive.Clients.ArticleList)).ToLookup(key => key.StartsWith("W|", StringComparison.Ordinal));
        Assert.Equal(listed[false].Order(StringComparer.Ordinal), listed[true].Select(key => key["W|".Length..]).Order(StringComparer.Ordinal));
        return new RowCounts(
            Heads: articles.Count(key => !key.Contains('|', StringComparison.Ordinal)),
            Versions: articles.Count(key => key.Count(c => c == '|') == 1),
            Provenances: articles.Count(key => key.Count(c => c == '|') == 2),
            ListRows: listed[false].Count(),
            Links: links.Count(key => key.StartsWith("L|", StringComparison.Ordinal)),
            References: links.Count(key => key.StartsWith("R|", StringComparison.Ordinal)));
    }

    public async Task<IReadOnlyList<ShardStatus>> ShardsAsync() => await _archive.Shards.ReadAllAsync(site: null, Token).ToListAsync(Token);

    public async Task<bool> IsAnythingQueuedAsync(string queue) =>
        (await new QueueClient(account, queue, Versions.Queues).PeekMessagesAsync(cancellationToken: Token)).Value.Length > 0;

    private static async Task<IReadOnlyList<string>> KeysAsync(TableClient table) =>
        [.. (await TestArchive.RowsAsync(table)).Select(row => row.RowKey)];
}

internal sealed record RowCounts(int Heads, int Versions, int Provenances, int ListRows, int Links, int References);
