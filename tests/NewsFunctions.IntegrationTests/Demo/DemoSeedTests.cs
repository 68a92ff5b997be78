using Azure.Data.Tables;
using NewsFunctions.IntegrationTests.Storage;

namespace NewsFunctions.IntegrationTests.Demo;

public sealed class DemoSeedTests(AzuriteFixture azurite)
{
    // These columns also depend on the time at which the storage received an upload.
    private static readonly string[] Volatile = [.. RowText.Volatile, "DumpId", "UploadedAt", "Rank", "ETag", "LastModified"];

    [Fact]
    public async Task Same_seed_writes_the_same_rows_and_another_seed_others()
    {
        string[][] rows = [.. await Task.WhenAll(BuildAsync(7), BuildAsync(7), BuildAsync(8))];

        Assert.Equal(rows[0], rows[1]);
        Assert.NotEqual(rows[0], rows[2]);
    }

    private async Task<string[]> BuildAsync(int seed)
    {
        await using SeededArchive archive = new(azurite, seed);
        await archive.InitializeAsync();
        List<string> rows = [];
        foreach (string table in new[] { "Articles", "ArticleList", "Links", "LinkShards", "Events", "Hosts" })
        {
            rows.AddRange((await archive.RowsAsync(table)).Select(row => $"{table} {Text(row)}"));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    // The key of a provenance row ends with a hash of the upload's name and version, which differs between archives.
    private static string Text(TableEntity row)
    {
        row.RowKey = row.ContainsKey("Places") ? row.RowKey[..row.RowKey.LastIndexOf('|')] : row.RowKey;
        return RowText.Of(row, Volatile);
    }

    private sealed class SeededArchive(AzuriteFixture azurite, int seed) : DemoArchiveFixture(azurite)
    {
        protected override int Articles => 100;

        protected override int Seed => seed;
    }
}
