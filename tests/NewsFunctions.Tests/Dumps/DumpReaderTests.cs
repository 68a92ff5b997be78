using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Tests.Dumps.Reading;

namespace NewsFunctions.Tests.Dumps;

public sealed class DumpReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(100)]
    public async Task A_text_is_one_record(int length)
    {
        byte[] bytes = new byte[length];
        Random.Shared.NextBytes(bytes);
        using var content = new MemoryStream(bytes);

        DumpRecord record = Assert.Single(await ReadAsync(content, 100));

        Assert.Equal(bytes, record.Bytes.ToArray());
        Assert.Equal(("", 0L, null), (record.Member, record.Offset, record.Refusal));
    }

    [Fact]
    public async Task Text_over_the_limit_without_an_article_is_rejected()
    {
        using var content = new MemoryStream(new byte[1_000]);

        DumpRecord record = Assert.Single(await ReadAsync(content, 100));

        Assert.Equal("ND056", record.Refusal!.Code);
        Assert.Equal(1_000, record.Length);
        ReadRecord read = new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(), record);
        Assert.True(read.Rejected);
        Assert.Equal([record.Refusal], read.Diagnostics);
    }

    private static async Task<List<DumpRecord>> ReadAsync(Stream content, int limit)
    {
        var records = new List<DumpRecord>();
        await foreach (DumpRecord record in DumpReader.ReadAsync(
            content, DumpPosition.Start, new DumpReadLimits { MaxRecordBytes = limit }, TestContext.Current.CancellationToken))
        {
            records.Add(record);
        }

        return records;
    }
}
