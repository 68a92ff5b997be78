using System.Text;
using System.Text.Json;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Tests.Dumps.Containers;

namespace NewsFunctions.Tests.Dumps.Bytes;

public sealed class LargeTextGateTests
{
    private const int Large = 5 * 1024 * 1024;

    private readonly DumpReadLimits _limits = new() { LargeTexts = new LargeTextGate() };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["text", "gzip", "ndjson", "warc", "zip"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Second_large_text_waits_for_the_first_and_small_ones_pass(string kind)
    {
        await using IAsyncEnumerator<DumpRecord> second = Open(Dump(kind, Article(Large)));
        Task<bool> waiting;
        await using (IAsyncEnumerator<DumpRecord> first = Open(Dump(kind, Article(Large))))
        {
            Assert.True(await first.MoveNextAsync());
            Assert.True(first.Current.Parse().IsLarge);
            waiting = second.MoveNextAsync().AsTask();

            for (int i = 0; i < 3; i++)
            {
                await using IAsyncEnumerator<DumpRecord> small = Open(Dump(kind, Article(1_000)));
                Assert.True(await small.MoveNextAsync());
                Assert.False(small.Current.Parse().IsLarge);
            }

            Assert.False(waiting.IsCompleted);
        }

        Assert.True(await waiting);
        Assert.True(second.Current.Parse().IsLarge);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("ndjson")]
    [InlineData("warc")]
    public async Task Slot_is_released_once_the_reader_is_back_at_small_texts(string kind)
    {
        // Enough small texts to fill the small buffer: bytes that were read ahead must be used up first.
        string[] articles = [Article(Large), .. Enumerable.Range(0, 40).Select(_ => Article(200_000))];
        int expected = (await ReadAsync(Dump(kind, articles))).Count;
        await using IAsyncEnumerator<DumpRecord> first = Open(Dump(kind, articles));
        await using IAsyncEnumerator<DumpRecord> second = Open(Dump(kind, Article(Large)));
        Assert.True(await first.MoveNextAsync());
        Task<bool> waiting = second.MoveNextAsync().AsTask();
        int records = 1;

        while (!waiting.IsCompleted && await first.MoveNextAsync())
        {
            records++;
            await Task.Yield();
        }

        Assert.True(await waiting);
        while (await first.MoveNextAsync())
        {
            records++;
        }

        Assert.Equal(expected, records);
    }

    [Fact]
    public async Task Records_are_the_same_as_without_a_large_text_before_them()
    {
        string[] articles = [Article(Large), .. Enumerable.Range(0, 40).Select(_ => Article(200_000))];
        byte[] dump = Dump("text", articles);

        List<DumpRecord> records = await ReadAsync(dump);

        Assert.Equal(dump, records.SelectMany(record => record.Bytes.ToArray()));
    }

    [Fact]
    public async Task Canceled_wait_releases_its_slot()
    {
        await using (IAsyncEnumerator<DumpRecord> first = Open(Dump("text", Article(Large))))
        {
            Assert.True(await first.MoveNextAsync());
            using var cancel = new CancellationTokenSource();
            await using IAsyncEnumerator<DumpRecord> second = Open(Dump("text", Article(Large)), cancel.Token);
            Task<bool> waiting = second.MoveNextAsync().AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Single(await ReadAsync(Dump("text", Article(Large))));
    }

    [Fact]
    public async Task Broken_stream_releases_its_slot()
    {
        await Assert.ThrowsAsync<IOException>(() => Packed.ReadAsync(new BrokenStream(Dump("text", Article(Large))), _limits));

        Assert.Single(await ReadAsync(Dump("text", Article(Large))));
    }

    private Task<List<DumpRecord>> ReadAsync(byte[] dump) => Packed.ReadAsync(dump, _limits);

    private IAsyncEnumerator<DumpRecord> Open(byte[] dump, CancellationToken? cancellationToken = null) =>
        DumpReader.ReadAsync(new MemoryStream(dump), DumpPosition.Start, _limits, cancellationToken ?? Token).GetAsyncEnumerator(cancellationToken ?? Token);

    private static string Article(int length)
    {
        var text = new StringBuilder("Harbour News\nFri May 14, 2021 09:05:00\n", length + 200);
        while (text.Length < length)
        {
            text.Append("The ferry was late again, and nobody at the harbour could say when the next one would leave.\n");
        }

        return text.Append("string(90) \"[{\"id\":\"900417\",\"sort\":\"1\",\"contenttypeid\":\"21\",\"pic\":\"/2021/05/14/a.jpg\",\"title\":\"T\"} ]\"\n").ToString();
    }

    private static byte[] Dump(string kind, params string[] articles) => kind switch
    {
        "gzip" => Packed.Gzip(Packed.Utf8(string.Concat(articles))),
        "zip" => Packed.Zip([("a.txt", Packed.Utf8(string.Concat(articles)))]),
        "ndjson" => Packed.Utf8(string.Concat(articles.Select(text => JsonSerializer.Serialize(new { url = "https://en.alalam.ir/news/1", text }) + "\n"))),
        "warc" => Packed.Join(articles.Select((text, i) => Packed.Conversion(i + 1, Packed.Utf8(text)))),
        _ => Packed.Utf8(string.Concat(articles)),
    };

    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > Large - 100_000 ? throw new IOException("The disk is gone.") : base.ReadAsync(buffer, cancellationToken);
    }
}
