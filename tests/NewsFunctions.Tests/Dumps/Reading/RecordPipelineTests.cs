using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Tests.Dumps.Reading;

public sealed class RecordPipelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(500)]
    public async Task Records_come_in_order_as_if_read_alone(int count)
    {
        DumpRecord[] records = [.. Enumerable.Range(0, count).Select(number => Record(number))];

        List<ReadRecord> read = await Pipeline().ReadAsync(records.ToAsyncEnumerable(), Token).ToListAsync(Token);

        Assert.Equal(
            records.Select(record => Hash(new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(), record))),
            read.Select(Hash));
        Assert.Equal(records.Select(record => record.Next), read.Select(record => record.Next));
    }

    [Fact]
    public async Task Reused_memory_of_a_record_is_not_read_later()
    {
        List<ReadRecord> read = await Pipeline().ReadAsync(Reused(100, Token), Token).ToListAsync(Token);

        Assert.Equal(
            Enumerable.Range(0, 100).Select(number => Hash(new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(), Record(number)))),
            read.Select(Hash));
    }

    [Fact]
    public async Task Records_are_returned_while_the_source_waits()
    {
        var source = Channel.CreateUnbounded<DumpRecord>();
        await using IAsyncEnumerator<ReadRecord> read = Pipeline().ReadAsync(source.Reader.ReadAllAsync(Token), Token).GetAsyncEnumerator(Token);
        for (int number = 0; number < 20; number++)
        {
            source.Writer.TryWrite(Record(number));
        }

        for (int number = 0; number < 20; number++)
        {
            Assert.True(await read.MoveNextAsync());
            Assert.Contains($"Text {number}.", read.Current.Articles[0].Article.Paragraphs);
        }

        source.Writer.Complete();
        Assert.False(await read.MoveNextAsync());
    }

    [Fact]
    public async Task Records_before_a_failure_are_returned_first()
    {
        List<ReadRecord> read = [];

        IOException failure = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (ReadRecord record in Pipeline().ReadAsync(Failing(20, Token), Token))
            {
                read.Add(record);
            }
        });

        Assert.Equal("The source is gone.", failure.Message);
        Assert.Equal(20, read.Count);
    }

    [Fact]
    public async Task Nothing_is_read_beyond_a_large_record()
    {
        int requested = 0;
        await using IAsyncEnumerator<ReadRecord> read = Pipeline().ReadAsync(Counted(), Token).GetAsyncEnumerator(Token);

        for (int number = 0; number <= 3; number++)
        {
            Assert.True(await read.MoveNextAsync());
        }

        Assert.True(read.Current.IsLarge);
        Assert.Equal(4, requested);
        Assert.True(await read.MoveNextAsync());
        Assert.False(read.Current.IsLarge);

        async IAsyncEnumerable<DumpRecord> Counted()
        {
            for (int number = 0; number < 5; number++)
            {
                requested++;
                yield return Record(number, number == 3 ? new string('x', LargeTextGate.LargeBytes) : "");
                await Task.CompletedTask;
            }
        }
    }

    [Fact]
    public async Task Source_that_waits_is_disposed_after_its_last_step()
    {
        var source = Channel.CreateUnbounded<DumpRecord>();
        var disposed = new TaskCompletionSource();
        source.Writer.TryWrite(Record(1));
        IAsyncEnumerator<ReadRecord> read = Pipeline().ReadAsync(WatchedAsync(), Token).GetAsyncEnumerator(Token);
        Assert.True(await read.MoveNextAsync());

        ValueTask disposal = read.DisposeAsync();
        Assert.False(disposed.Task.IsCompleted);
        source.Writer.TryWrite(Record(2));
        await disposal;

        Assert.True(disposed.Task.IsCompleted);

        async IAsyncEnumerable<DumpRecord> WatchedAsync()
        {
            try
            {
                await foreach (DumpRecord record in source.Reader.ReadAllAsync(Token))
                {
                    yield return record;
                }
            }
            finally
            {
                disposed.SetResult();
            }
        }
    }

    private static RecordPipeline Pipeline() => new(new ArticleIdentity(ReadText.Blob(), ReadText.Sites()));

    private static byte[] Bytes(int number, string more = "") => Encoding.UTF8.GetBytes($"Fri Mar 11, 2016 16:23:23\nText {number}.\n{more}\n");

    private static DumpRecord Record(int number, string more = "") => ReadText.Record(Bytes(number, more));

    private static string Hash(ReadRecord record) => Assert.Single(record.Articles).Article.ContentHash;

    private static async IAsyncEnumerable<DumpRecord> Reused(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] memory = new byte[1_000];
        for (int number = 0; number < count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            byte[] bytes = Bytes(number);
            bytes.CopyTo(memory, 0);
            yield return ReadText.Record(bytes) with { Bytes = memory.AsMemory(0, bytes.Length) };
            await Task.CompletedTask;
        }
    }

    private static async IAsyncEnumerable<DumpRecord> Failing(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int number = 0; number < count; number++)
        {
            yield return Record(number);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
        throw new IOException("The source is gone.");
    }
}
