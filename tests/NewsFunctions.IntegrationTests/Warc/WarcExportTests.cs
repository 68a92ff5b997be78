using System.Text.Json;
using Azure.Storage.Blobs;
using NewsFunctions.Archive.Queries;
using NewsFunctions.IntegrationTests.Captures;
using NewsFunctions.IntegrationTests.Cli;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Warc;

public sealed class WarcExportTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("archive.warc")]
    [InlineData("archive.warc.gz")]
    public async Task Independent_reader_finds_every_capture_and_check_unchanged(string name)
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11, 12]);
        await archive.CaptureAsync();

        (string file, WarcExportResult result) = await ExportAsync(archive, name);
        (IReadOnlyList<JsonElement> records, bool intact) = await IndependentReader.ReadAsync(file);

        // Two pictures and two pages were checked. The pictures were captured.
        Assert.True(intact);
        Assert.Equal((2, 4), (result.Captures, result.Checks));
        Assert.Equal(
            ["warcinfo", "resource", "resource", "metadata", "metadata", "metadata", "metadata"], records.Select(record => record.Text("type")));
        Assert.All(records, record => Assert.Equal("WARC/1.1", record.Text("version")));
        Assert.Equal(records.Count, records.DistinctBy(record => record.Text("id")).Count());
        Assert.All(records.Skip(1), record => Assert.Equal(records[0].Text("id"), record.Text("warcinfo")));
        Assert.Contains("conformsTo: http://iipc.github.io/", records[0].Text("block"), StringComparison.Ordinal);

        JsonElement copy = records.Single(record => record.Text("type") == "resource" && record.Text("uri") == site.Url + DumpText.Picture(11));
        Assert.Equal(CapturingArchive.Jpeg(11), System.Text.Encoding.Latin1.GetBytes(copy.Text("block")!));
        Assert.Equal($"sha1:{(await archive.PictureAsync(11)).Capture!.File!.Sha1}", copy.Text("payloadDigest"));
        Assert.Equal("image/jpeg", copy.Text("contentType"));

        JsonElement evidence = records.Single(record => record.Text("refersTo") == copy.Text("id"));
        using var check = JsonDocument.Parse(evidence.Text("block")!);
        Assert.Equal("Alive", check.RootElement.GetProperty("check").GetProperty("verdict").GetString());
        Assert.Equal(
            200,
            check.RootElement.GetProperty("check").GetProperty("evidence").GetProperty("locations")[0].GetProperty("hops")[0]
                .GetProperty("response").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_same_archive_gives_the_same_file_and_another_check_another_one()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11, 12]);
        await archive.CaptureAsync();

        byte[] first = await File.ReadAllBytesAsync((await ExportAsync(archive, "one/archive.warc.gz")).File, Token);
        byte[] second = await File.ReadAllBytesAsync((await ExportAsync(archive, "two/archive.warc.gz")).File, Token);
        archive.Time.Advance(TimeSpan.FromDays(10));
        await archive.CheckDueLinksAsync();
        byte[] third = await File.ReadAllBytesAsync((await ExportAsync(archive, "three/archive.warc.gz")).File, Token);

        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
    }

    [Fact]
    public async Task The_reader_sees_a_single_changed_byte()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11]);
        await archive.CaptureAsync();
        (string file, _) = await ExportAsync(archive, "archive.warc");
        byte[] bytes = await File.ReadAllBytesAsync(file, Token);
        bytes[bytes.AsSpan().IndexOf("picture 00000011"u8)]++;
        await File.WriteAllBytesAsync(file, bytes, Token);

        Assert.False((await IndependentReader.ReadAsync(file)).Intact);
    }

    [Fact]
    public async Task Missing_or_damaged_capture_is_named_and_skipped()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11, 12, 13]);
        await archive.CaptureAsync();
        string gone = (await archive.PictureAsync(11)).Capture!.File!.Sha256;
        string damaged = (await archive.PictureAsync(12)).Capture!.File!.Sha256;
        BlobContainerClient container = archive.Get<ArchiveClients>().CaptureBlobs;
        await container.DeleteBlobAsync($"sha256/{gone[..2]}/{gone}", cancellationToken: Token);
        await container.GetBlobClient($"sha256/{damaged[..2]}/{damaged}").UploadAsync(new BinaryData("other bytes"), overwrite: true, Token);

        (string file, WarcExportResult result) = await ExportAsync(archive, "archive.warc.gz");
        (IReadOnlyList<JsonElement> records, bool intact) = await IndependentReader.ReadAsync(file);

        Assert.True(intact);
        Assert.Equal(new[] { gone, damaged }.Order(), result.Damaged.Order());
        Assert.Single(records, record => record.Text("type") == "resource");
    }

    private async Task<(string File, WarcExportResult Result)> ExportAsync(Archive archive, string name)
    {
        string file = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using FileStream output = File.Create(file);
        var export = new WarcExport(archive.Shards, archive.Links, archive.Get<CheckHistory>(), archive.Get<CaptureStore>());
        return (file, await export.WriteAsync(
            output, name.EndsWith(".gz", StringComparison.Ordinal), Archive.Site, Path.GetFileName(name), Token));
    }
}
