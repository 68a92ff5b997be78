using System.IO.Compression;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Containers.Packed;

namespace NewsFunctions.Tests.Dumps.Containers;

/// <summary>Tests inputs that an attacker made to cost time or memory.</summary>
public sealed class HostileTests
{
    private const int Pieces = 10_000;

    [Fact]
    public async Task Hundred_thousand_tiny_articles_are_read_one_by_one()
    {
        const int Many = 100_000;
        byte[] ndjson = Utf8(string.Concat(Enumerable.Range(0, Many).Select(i => $"{{\"text\":\"{i}\"}}\n")));

        Assert.Equal(Many, await CountAsync(new MemoryStream(Gzip(ndjson))));
    }

    [Fact]
    public async Task Many_entries_are_listed_in_bounded_memory()
    {
        const int Many = 20_000;
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i < Many; i++)
            {
                await using Stream entry = archive.CreateEntry($"{i}.txt", CompressionLevel.NoCompression).Open();
                entry.Write("x"u8);
            }
        }

        Assert.Equal(Many, await CountAsync(zip));
    }

    [Fact]
    public async Task Line_of_a_gigabyte_is_read_in_bounded_memory()
    {
        var line = new Repeated("{\"text\":\""u8.ToArray(), 300_000_000);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        List<DumpRecord> records = await ReadAsync(line, new DumpReadLimits { MaxRecordBytes = 1_000_000 });

        Assert.Equal(["ND091"], records.Codes());
        Assert.Equal(300_000_000, records[0].Length);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 150_000_000);
    }

    [Theory]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x4C })]
    public Task Thousands_of_gzip_headers_are_searched_only_once(byte[] piece) => EndsSoonAsync(piece, []);

    [Theory]
    [InlineData("PK\u0003\u0004")]
    [InlineData("PK\u0001\u0002")]
    [InlineData("PK\u0005\u0006")]
    [InlineData("PK\u0007\u0008")]
    [InlineData("PK\u0003\u0004\0\0\u0008\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public Task Thousands_of_zip_signatures_are_searched_only_once(string piece) =>
        EndsSoonAsync(Utf8(piece), [.. "PK\u0003\u0004"u8]);

    [Theory]
    [InlineData("WARC/1.0\r\n")]
    [InlineData("WARC/1.0\r\n\r\n")]
    [InlineData("WARC/1.0\r\nContent-Length: 1000000000000000000\r\n\r\n")]
    [InlineData("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 10000000\r\n\r\n")]
    [InlineData("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 1\r\n\r\nWARC/1.1")]
    public Task Thousands_of_WARC_headers_are_searched_only_once(string piece) => EndsSoonAsync(Utf8(piece), []);

    /// <summary>Checks that the bytes read grow only linearly. Searching the rest of the dump for every piece would
    /// read a thousand times more.</summary>
    private static async Task EndsSoonAsync(byte[] piece, byte[] start)
    {
        long one = await BytesReadAsync(piece, start, Pieces);
        long three = await BytesReadAsync(piece, start, 3 * Pieces);

        Assert.InRange(three, 0, (4 * one) + (1 << 20));
    }

    private static async Task<long> BytesReadAsync(byte[] piece, byte[] start, int pieces)
    {
        await using var dump = new CountedStream([.. start, .. Enumerable.Repeat(piece, pieces).SelectMany(p => p)]);
        await CountAsync(dump);
        return dump.BytesRead;
    }

    private static async Task<int> CountAsync(Stream dump)
    {
        dump.Position = 0;
        int count = 0;
        await foreach (DumpRecord record in DumpReader.ReadAsync(dump, DumpPosition.Start, DumpReadLimits.Default, TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }

    /// <summary>A stream of a given length: a beginning, and then the letter x.</summary>
    private sealed class Repeated(byte[] beginning, long length) : MemoryStream
    {
        private long _at;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = (int)Math.Min(buffer.Length, length - _at);
            buffer.Span[..count].Fill((byte)'x');
            for (int i = 0; i < count && _at + i < beginning.Length; i++)
            {
                buffer.Span[i] = beginning[_at + i];
            }

            _at += count;
            return ValueTask.FromResult(count);
        }
    }
}
