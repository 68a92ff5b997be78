using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class DumpUploadTests(AzuriteFixture azurite)
{
    private const string Name = "a/long.txt";
    private static readonly Dictionary<string, string> Metadata = new() { ["site"] = "example" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(DumpUpload.BlockBytes, 1)]
    [InlineData((2 * DumpUpload.BlockBytes) + 1, 3)]
    public async Task Content_in_blocks_is_stored_with_its_checksum(int size, int blocks)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        byte[] content = Content(size);

        UploadResult? result = await UploadAsync(archive, content);

        Assert.Equal(UploadOutcome.Created, result?.Outcome);
        Assert.Equal(size == 0 ? 2 : 3 + blocks, archive.Counter.Blobs);
        Assert.Equivalent(result!.Dump, await archive.Dumps.FindAsync(Name, Token), strict: true);
        Assert.Equal(content, await ReadAsync(archive, result));
        Assert.Equal(UploadOutcome.Unchanged, (await archive.Dumps.UploadAsync(Name, new MemoryStream(content), Metadata, UploadMode.Overwrite, Token)).Outcome);
    }

    [Fact]
    public async Task Same_content_is_compared_and_not_sent()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        UploadResult? first = await UploadAsync(archive, Content(DumpUpload.BlockBytes + 1));
        archive.Counter.Reset();

        UploadResult? again = await UploadAsync(archive, Content(DumpUpload.BlockBytes + 1));

        Assert.Equal((UploadOutcome.Unchanged, first!.Dump.Id), (again!.Outcome, again.Dump.Id));
        Assert.Equal(1, archive.Counter.Blobs);
    }

    [Fact]
    public async Task Other_content_of_the_same_size_is_sent_at_the_second_attempt()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await UploadAsync(archive, Content(DumpUpload.BlockBytes + 1));
        byte[] other = Content(DumpUpload.BlockBytes + 1);
        other[^1]++;

        Assert.Null(await UploadAsync(archive, other));
        UploadResult? replaced = await UploadAsync(archive, other, isKnownToDiffer: true);

        Assert.Equal(UploadOutcome.Replaced, replaced?.Outcome);
        Assert.Equal(other, await ReadAsync(archive, replaced!));
    }

    [Fact]
    public async Task Upload_overtaken_by_another_must_start_again()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        byte[] content = Content(DumpUpload.BlockBytes + 1);
        using DumpUpload upload = await archive.Dumps.BeginUploadAsync(Name, content.Length, Metadata, UploadMode.Overwrite, Token);
        await upload.WriteAsync(content, Token);
        await archive.Dumps.UploadAsync(Name, new MemoryStream(Content(3)), Metadata, UploadMode.Overwrite, Token);

        Assert.Null(await upload.CompleteAsync(Token));
        Assert.Equal(UploadOutcome.Replaced, (await UploadAsync(archive, content))?.Outcome);
    }

    [Fact]
    public async Task Upload_of_the_same_content_by_another_counts_as_done()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        byte[] content = Content(DumpUpload.BlockBytes + 1);
        using DumpUpload upload = await archive.Dumps.BeginUploadAsync(Name, content.Length, Metadata, UploadMode.Overwrite, Token);
        await upload.WriteAsync(content, Token);
        UploadResult? other = await UploadAsync(archive, content);

        UploadResult? result = await upload.CompleteAsync(Token);

        Assert.Equal((UploadOutcome.Unchanged, other!.Dump.Id), (result!.Outcome, result.Dump.Id));
    }

    [Fact]
    public async Task Interrupted_upload_continues_where_it_ended()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        byte[] content = Content((2 * DumpUpload.BlockBytes) + 1);
        using (DumpUpload interrupted = await archive.Dumps.BeginUploadAsync(Name, content.Length, Metadata, UploadMode.CreateOnly, Token))
        {
            await interrupted.WriteAsync(content.AsMemory(0, 2 * DumpUpload.BlockBytes), Token);
        }

        archive.Counter.Reset();
        UploadResult? result = await UploadAsync(archive, content);

        // Properties, the block list, the one missing block, the commit.
        Assert.Equal((UploadOutcome.Created, 4), (result?.Outcome, archive.Counter.Blobs));
        Assert.Equal(content, await ReadAsync(archive, result!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Other_content_of_the_name_stays_when_it_may_not_be_replaced(int longer)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        UploadResult? first = await UploadAsync(archive, Content(DumpUpload.BlockBytes + 1));
        archive.Counter.Reset();
        byte[] other = new byte[DumpUpload.BlockBytes + 1 + longer];
        using DumpUpload upload = await archive.Dumps.BeginUploadAsync(Name, other.Length, Metadata, UploadMode.CreateOnly, Token);
        await upload.WriteAsync(other, Token);

        UploadResult? result = await upload.CompleteAsync(Token);

        Assert.Equal((UploadOutcome.Conflict, first!.Dump.Id), (result!.Outcome, result.Dump.Id));
        Assert.Equal(1, archive.Counter.Blobs);
    }

    private static async Task<UploadResult?> UploadAsync(TestArchive archive, byte[] content, bool isKnownToDiffer = false)
    {
        using DumpUpload upload = await archive.Dumps.BeginUploadAsync(Name, isKnownToDiffer ? null : content.Length, Metadata, UploadMode.Overwrite, Token);

        // Written in pieces that do not align with blocks.
        foreach (byte[] piece in content.Chunk(1_000_003))
        {
            await upload.WriteAsync(piece, Token);
        }

        return await upload.CompleteAsync(Token);
    }

    private static async Task<byte[]> ReadAsync(TestArchive archive, UploadResult uploaded)
    {
        await using Stream stored = await archive.Dumps.OpenAsync(uploaded.Dump, Token);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private static byte[] Content(int size)
    {
        byte[] content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }
}
