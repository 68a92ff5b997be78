using System.Text;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class DumpBlobsTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, string> Metadata = new() { ["site"] = "example" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_is_created_left_alone_refused_or_replaced()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        UploadResult created = await UploadAsync(archive, "one", UploadMode.CreateOnly);
        UploadResult again = await UploadAsync(archive, "one", UploadMode.Overwrite);
        UploadResult refused = await UploadAsync(archive, "two", UploadMode.CreateOnly);
        UploadResult replaced = await UploadAsync(archive, "two", UploadMode.Overwrite);
        UploadResult otherMetadata = await archive.Dumps.UploadAsync("a/dump.txt", Content("two"), new Dictionary<string, string>(), UploadMode.CreateOnly, Token);

        Assert.Equal(
            [UploadOutcome.Created, UploadOutcome.Unchanged, UploadOutcome.Conflict, UploadOutcome.Replaced, UploadOutcome.Conflict],
            new[] { created, again, refused, replaced, otherMetadata }.Select(result => result.Outcome));
        Assert.Equal(created.Dump.Id, again.Dump.Id);
        Assert.Equal(created.Dump.Id, refused.Dump.Id);
        Assert.NotEqual(created.Dump.Id, replaced.Dump.Id);
    }

    [Fact]
    public async Task New_upload_costs_one_operation_and_an_unchanged_one_two()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await UploadAsync(archive, "one", UploadMode.CreateOnly);
        long created = archive.Counter.Blobs;
        await UploadAsync(archive, "one", UploadMode.CreateOnly);

        Assert.Equal((1, 2), (created, archive.Counter.Blobs - created));
    }

    [Theory]
    [InlineData("a\u0001b.txt")]
    [InlineData("a\\b.txt")]
    public async Task Illegal_name_is_refused(string name)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await Assert.ThrowsAsync<ArgumentException>(() =>
            archive.Dumps.UploadAsync(name, Content("one"), new Dictionary<string, string>(), UploadMode.CreateOnly, Token));

        Assert.Empty(await archive.Dumps.ListAsync(prefix: null, Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("a\u0001b.txt", @"'a\x01b.txt'")]
    [InlineData("u\uFFFE.txt", @"'u\uFFFE.txt'")]
    [InlineData("it's <\u001B>.txt", @"'it\x27s <\x1B>.txt'")]
    public async Task Unlistable_upload_is_named_and_can_be_removed(string name, string quoted)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await UploadAsync(archive, "one", UploadMode.CreateOnly);
        await archive.Clients.DumpBlobs.UploadBlobAsync(name, BinaryData.FromString("x"), Token);

        UnlistableContainerException error = await Assert.ThrowsAsync<UnlistableContainerException>(() => archive.Dumps.EnsureListableAsync(Token));
        Assert.EndsWith($"news storage --remove {quoted}", error.Message, StringComparison.Ordinal);
        Assert.Equal(name, DumpName.Unescape(quoted.Trim('\'')));
        await Assert.ThrowsAsync<UnlistableContainerException>(async () => await archive.Dumps.ListAsync(prefix: null, Token).ToListAsync(Token));

        Assert.True(await archive.Dumps.RemoveAsync(name, Token));
        Assert.False(await archive.Dumps.RemoveAsync(name, Token));
        Assert.Single(await archive.Dumps.ListAsync(prefix: null, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Upload_with_a_legal_name_is_never_removed()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await Assert.ThrowsAsync<ArgumentException>(() => archive.Dumps.RemoveAsync("a/dump.txt", Token));
    }

    [Fact]
    public async Task Upload_find_and_list_agree_on_the_dump()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob uploaded = (await UploadAsync(archive, "one", UploadMode.CreateOnly)).Dump;

        Assert.Equivalent(uploaded, await archive.Dumps.FindAsync(uploaded.Name, Token), strict: true);
        Assert.Equivalent(uploaded, Assert.Single(await archive.Dumps.ListAsync("a/", Token).ToListAsync(Token)), strict: true);
        Assert.Empty(await archive.Dumps.ListAsync("b/", Token).ToListAsync(Token));
        Assert.Null(await archive.Dumps.FindAsync("a/other.txt", Token));
        Assert.Equal("example", uploaded.Metadata["SITE"]);
    }

    [Fact]
    public async Task Content_that_cannot_be_rewound_is_uploaded_whole()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await using System.IO.Compression.BrotliStream forwardOnly = new(Compressed("forward only"), System.IO.Compression.CompressionMode.Decompress);

        UploadResult result = await archive.Dumps.UploadAsync("a.txt", forwardOnly, Metadata, UploadMode.CreateOnly, Token);

        await using Stream stream = await archive.Dumps.OpenAsync(result.Dump, Token);
        using StreamReader reader = new(stream);
        Assert.Equal("forward only", await reader.ReadToEndAsync(Token));
        Assert.Equal("forward only".Length, result.Dump.Size);
    }

    [Fact]
    public async Task A_dump_that_was_replaced_is_not_read()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob dump = (await UploadAsync(archive, "one", UploadMode.CreateOnly)).Dump;
        await UploadAsync(archive, "two", UploadMode.Overwrite);

        await Assert.ThrowsAsync<DumpReplacedException>(() => archive.Dumps.OpenAsync(dump, Token));
        await Assert.ThrowsAsync<DumpReplacedException>(() => archive.Dumps.OpenAsync(dump with { Name = "a/gone.txt" }, Token));
    }

    [Fact]
    public async Task A_dump_that_is_replaced_while_it_is_read_ends_the_reading()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob dump = (await UploadAsync(archive, new string('x', 9_000_000), UploadMode.CreateOnly)).Dump;
        await using Stream stream = await archive.Dumps.OpenAsync(dump, Token);
        byte[] buffer = new byte[1000];
        Assert.Equal(1000, await stream.ReadAtLeastAsync(buffer, 1000, cancellationToken: Token));

        await UploadAsync(archive, new string('y', 9_000_000), UploadMode.Overwrite);

        await Assert.ThrowsAsync<DumpReplacedException>(() => stream.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task Messages_are_what_the_triggers_expect()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await new LinkCheckQueue(archive.Clients).SendAsync(new("example", LinkKind.Image, "2016-03", 7), Token);
        await new IngestQueue(archive.Clients).SendAsync(new("a/b \"quoted\" ن.txt"), Token);

        string check = await ReceiveAsync(archive, ArchiveNames.LinkChecksQueue);
        Assert.Equal("""{"site":"example","kind":"image","bucket":"2016-03","run":7}""", check);
        Assert.Equal(new LinkCheckMessage("example", LinkKind.Image, "2016-03", 7), JsonSerializer.Deserialize<LinkCheckMessage>(check));
        Assert.Equal(
            new IngestMessage("a/b \"quoted\" ن.txt"),
            JsonSerializer.Deserialize<IngestMessage>(await ReceiveAsync(archive, ArchiveNames.IngestsQueue)));
    }

    private static async Task<string> ReceiveAsync(TestArchive archive, string queue)
    {
        QueueMessage message = await archive.Clients.Queues.GetQueueClient(queue).ReceiveMessageAsync(cancellationToken: Token);
        return message.Body.ToString();
    }

    private static Task<UploadResult> UploadAsync(TestArchive archive, string text, UploadMode mode) =>
        archive.Dumps.UploadAsync("a/dump.txt", Content(text), Metadata, mode, Token);

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));

    private static MemoryStream Compressed(string text)
    {
        MemoryStream compressed = new();
        using (System.IO.Compression.BrotliStream brotli = new(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        compressed.Position = 0;
        return compressed;
    }
}
