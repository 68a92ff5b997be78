using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Cli.Uploads;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class DumpUploadsTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly Dictionary<string, string> NoMetadata = [];
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddLogging()
        .AddArchive(new ConfigurationBuilder().AddInMemoryCollection([new("ArchiveStorage", "UseDevelopmentStorage=true")]).Build())
        .BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("small")]
    [InlineData("large")]
    [InlineData("gzip")]
    [InlineData("zip")]
    public async Task File_is_uploaded_whole_and_its_articles_are_seen(string kind)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        byte[] content = Dump(kind);
        DumpFile file = Write(content);

        UploadedFile uploaded = Assert.Single(await UploadAsync(archive, file));
        archive.Counter.Reset();
        UploadedFile again = Assert.Single(await UploadAsync(archive, file));

        await using Stream stored = await archive.Dumps.OpenAsync(uploaded.Upload.Dump, Token);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, Token);
        Assert.Equal(content, copy.ToArray());
        Assert.Equal(2, uploaded.Inventory.Articles.Count);
        Assert.Equal(uploaded.Inventory.Articles, again.Inventory.Articles);
        Assert.Equal(uploaded.Upload.Dump.Id, again.Upload.Dump.Id);
    }

    [Fact]
    public async Task Large_file_that_changed_and_kept_its_size_is_replaced()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        byte[] content = Dump("large");
        UploadedFile first = Assert.Single(await UploadAsync(archive, Write(content)));
        content[^2]++;

        UploadedFile second = Assert.Single(await UploadAsync(archive, Write(content)));

        Assert.NotEqual(first.Upload.Dump.Id, second.Upload.Dump.Id);
        Assert.Equal(2, second.Inventory.Articles.Count);
    }

    [Fact]
    public async Task File_that_changes_while_it_is_sent_is_sent_again()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        byte[] content = Dump("large");
        DumpFile file = Write(content);
        int sent = 0;

        UploadResult result = await UploadLargeAsync(archive, file, () => sent++ == 0);

        Assert.Equal((2, UploadOutcome.Created, content.Length), (sent, result.Outcome, result.Dump.Size));
    }

    [Fact]
    public async Task File_that_changes_all_the_time_is_not_uploaded()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpFile file = Write(Dump("large"));

        IOException error = await Assert.ThrowsAsync<IOException>(() => UploadLargeAsync(archive, file, () => true));

        Assert.Contains("changes all the time", error.Message, StringComparison.Ordinal);
        Assert.Empty(await archive.Dumps.ListAsync(prefix: null, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task File_that_vanished_is_skipped_and_the_others_are_uploaded()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpFile file = Write(Dump("small"));
        DumpFile[] files = [file with { Name = "gone.txt", Path = $"{file.Path}.gone" }, file];

        (IReadOnlyList<UploadResult> results, IReadOnlyCollection<SkippedFile> skipped) =
            await new FileUploads(archive.Dumps, UploadMode.CreateOnly, new Terminal(TextWriter.Null, TextWriter.Null), TimeProvider.System)
                .UploadAsync(files, NoMetadata, Token);
        (IReadOnlyList<UploadedFile> ran, IReadOnlyCollection<SkippedFile> skippedByRun) = await Uploads(archive).UploadAsync(files, NoMetadata, Token);

        Assert.Equal(file.Name, Assert.Single(results).Dump.Name);
        Assert.Equal(file.Name, Assert.Single(ran).Upload.Dump.Name);
        Assert.Equal("gone.txt", Assert.Single(skipped).Name);
        Assert.Equal(skipped, skippedByRun);
    }

    [Fact]
    public async Task Stream_uploads_each_byte_once_when_a_reading_is_cancelled()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        byte[] content = Dump("large");
        using var file = new SlowStream(content);
        using DumpUpload upload = await archive.Dumps.BeginUploadAsync("a.txt", content.Length, NoMetadata, UploadMode.Overwrite, Token);
        await using var reading = new UploadingStream(file, upload, Token);
        byte[] buffer = new byte[100_000];
        await reading.ReadExactlyAsync(buffer, Token);
        using var cancelled = new CancellationTokenSource();
        file.Reading = cancelled.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading.ReadExactlyAsync(buffer, cancelled.Token));
        file.Reading = null;

        await reading.FinishAsync();
        UploadResult? result = await upload.CompleteAsync(Token);

        await using Stream stored = await archive.Dumps.OpenAsync(result!.Dump, Token);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, Token);
        Assert.Equal(content, copy.ToArray());
        Assert.Equal(content.Length + buffer.Length, file.BytesRead);
    }

    private async Task<IReadOnlyList<UploadedFile>> UploadAsync(TestArchive archive, DumpFile file) =>
        (await Uploads(archive).UploadAsync([file], NoMetadata, Token)).Uploaded;

    private DumpUploads Uploads(TestArchive archive) =>
        new(archive.Dumps, _services.GetRequiredService<ArticleReader>(), new Terminal(TextWriter.Null, TextWriter.Null), TimeProvider.System);

    private DumpFile Write(byte[] content)
    {
        string path = Path.Combine(_folder.Path, "a.txt");
        File.WriteAllBytes(path, content);
        return new DumpFile("a.txt", path);
    }

    private static byte[] Dump(string kind)
    {
        string text = InventedDumps.Ferry + InventedDumps.Ferry.Replace("pier", "dock", StringComparison.Ordinal);
        byte[] small = Encoding.UTF8.GetBytes(text);
        if (kind == "small")
        {
            return small;
        }

        // The file is large because of random bytes after the articles, which do not compress.
        byte[] noise = new byte[DumpUpload.BlockBytes];
        new Random(1).NextBytes(noise);
        byte[] large = [.. small, .. Encoding.ASCII.GetBytes("\n" + Convert.ToHexString(noise) + "\n")];
        using var packed = new MemoryStream();
        switch (kind)
        {
            case "gzip":
                using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                {
                    gzip.Write(large);
                }

                return packed.ToArray();
            case "zip":
                using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
                {
                    using Stream entry = zip.CreateEntry("a.txt", CompressionLevel.Fastest).Open();
                    entry.Write(large);
                }

                return packed.ToArray();
            default:
                return large;
        }
    }

    /// <summary>Advances its position before it notices that the read is cancelled, as a file may.</summary>
    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        public Action? Reading { get; set; }

        public long BytesRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, CancellationToken.None);
            BytesRead += read;
            Reading?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            return read;
        }
    }

    /// <param name="changes">Whether the file changes once it is sent.</param>
    private static async Task<UploadResult> UploadLargeAsync(TestArchive archive, DumpFile file, Func<bool> changes)
    {
        await using Stream content = file.Open();
        return await archive.Dumps.UploadLargeAsync(
            file,
            content,
            NoMetadata,
            UploadMode.CreateOnly,
            async (upload, token) =>
            {
                await upload.WriteAsync(content, token);
                if (changes())
                {
                    File.SetLastWriteTimeUtc(file.Path, File.GetLastWriteTimeUtc(file.Path).AddSeconds(1));
                }
            },
            Token);
    }
}
