using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Containers.Packed;

namespace NewsFunctions.Tests.Dumps.Containers;

public sealed class GzipTests
{
    private static readonly byte[] Article = Text(1, 100_000);

    [Fact]
    public async Task Compressed_text_reads_like_the_text()
    {
        DumpRecord record = Assert.Single(await ReadAsync(Gzip(Article)));

        Assert.Equal(Article, record.Bytes.ToArray());
        Assert.Equal(("", 0L, (long)Article.Length), (record.Member, record.Offset, record.Length));
    }

    [Fact]
    public async Task Several_members_are_one_stream()
    {
        byte[][] parts = [.. Article.Chunk(997)];

        DumpRecord record = Assert.Single(await ReadAsync(Join(parts.Select(Gzip))));

        Assert.Equal(Article, record.Bytes.ToArray());
    }

    [Fact]
    public async Task Double_compression_is_read_and_triple_is_rejected()
    {
        Assert.Equal(Article, Assert.Single(await ReadAsync(Gzip(Gzip(Article)))).Bytes.ToArray());
        Assert.Equal(["ND084"], (await ReadAsync(Gzip(Gzip(Gzip(Article))))).Codes());
    }

    [Fact]
    public async Task Truncated_file_keeps_everything_up_to_the_break()
    {
        byte[] whole = Gzip(Article);
        foreach (int length in (int[])[whole.Length - 1, whole.Length - 8, whole.Length - 9, whole.Length / 2, 2_000, 18])
        {
            List<DumpRecord> records = await ReadAsync(whole[..length]);

            byte[] kept = [.. records.SelectMany(record => record.Bytes.ToArray())];
            Assert.Equal(Article[..kept.Length], kept);
            Assert.True(kept.Length > (length - 2_000) * 1.5, $"{length}: {kept.Length}");
            Assert.Equal(kept.Length, records.Defect("ND080").Offset);
        }
    }

    [Fact]
    public async Task Wrong_checksum_loses_no_byte()
    {
        byte[] packed = Gzip(Article);
        packed[^6] ^= 1;

        List<DumpRecord> records = await ReadAsync(Join(packed, Gzip(Text(2))));

        Assert.Equal(Join(Article, Text(2)), records[0].Bytes.ToArray());
        Assert.Equal(Article.Length, records.Defect("ND082").Offset);
    }

    [Fact]
    public async Task Damaged_member_is_read_to_the_damage_and_later_ones_fully()
    {
        byte[] damaged = Gzip(Article);
        damaged.AsSpan(damaged.Length / 2, 50).Fill(0xEE);
        byte[] before = Text(2, 5_000);
        byte[] after = Text(3, 5_000);

        List<DumpRecord> records = await ReadAsync(Join(Gzip(before), damaged, Gzip(after)));

        byte[] read = [.. records.SelectMany(record => record.Bytes.ToArray())];
        Assert.Equal(before, read[..before.Length]);
        Assert.Equal(after, read[^after.Length..]);
        int same = read.AsSpan(before.Length).CommonPrefixLength(Article);
        Assert.InRange(same, Article.Length / 3, Article.Length);
        Assert.Contains(Assert.Single(records.Codes()), (string[])["ND081", "ND082"]);
    }

    [Fact]
    public async Task Data_after_the_last_member_is_reported_with_its_offset()
    {
        List<DumpRecord> records = await ReadAsync(Join(Gzip(Article), new byte[20_000]));

        Assert.Equal(Article, records[0].Bytes.ToArray());
        Assert.Contains("20000 bytes", records.Defect("ND083").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_before_and_after_foreign_bytes_are_read()
    {
        List<DumpRecord> records = await ReadAsync(Join(Gzip(Article), Utf8("rubbish\u001f rubbish"), Gzip(Text(2))));

        Assert.Equal(Join(Article, Text(2)), records[0].Bytes.ToArray());
        Assert.Contains("16 bytes", records.Defect("ND083").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_signatures_inside_a_member_are_not_members()
    {
        byte[] text = [.. Text(1), .. Gzip(Text(2)), .. Gzip(Text(3)), .. Text(4)];

        DumpRecord record = Assert.Single(await ReadAsync(Gzip(text)));

        Assert.Equal(text, record.Bytes.ToArray());
    }

    [Fact]
    public async Task Random_damage_never_throws_and_keeps_everything_before_it()
    {
        var random = new Random(20210514);
        byte[] whole = Join(Article.Chunk(9_000).Select(Gzip));
        for (int round = 0; round < 100; round++)
        {
            byte[] bytes = [.. whole];
            int at = random.Next(20, bytes.Length);
            for (int i = at; i < Math.Min(at + random.Next(1, 40), bytes.Length); i++)
            {
                bytes[i] = (byte)random.Next(256);
            }

            List<DumpRecord> records = await ReadAsync(new Unseekable(new MemoryStream(bytes), random.Next(1, 5_000)));

            byte[] read = [.. records.SelectMany(record => record.Bytes.ToArray())];
            Assert.True(read.AsSpan().CommonPrefixLength(Article) >= (long)Article.Length * at / whole.Length - 9_000, $"round {round}");
            Assert.True(read.Length > Article.Length - 20_000, $"round {round}: {read.Length}");
        }
    }

    [Fact]
    public async Task First_records_come_before_the_whole_input_is_read()
    {
        byte[] warc = Join(Enumerable.Range(1, 2_000).Select(number => Gzip(Conversion(number, Text(number, 5_000)))));
        var pipe = new Unseekable(new MemoryStream(warc), 1_000);

        await foreach (DumpRecord record in DumpReader.ReadAsync(
            pipe, DumpPosition.Start, DumpReadLimits.Default, TestContext.Current.CancellationToken))
        {
            Assert.Equal(Text(1, 5_000), record.Bytes.ToArray());
            break;
        }

        Assert.InRange(pipe.Given, 1, warc.Length / 2);
    }

    [Fact]
    public async Task Bomb_is_stopped_and_its_beginning_is_kept()
    {
        byte[] bomb = Gzip(Join(Article, new byte[20_000_000]));
        var limits = new DumpReadLimits { FreeExpansion = 100_000 };

        List<DumpRecord> records = await ReadAsync(bomb, limits);

        Assert.StartsWith("Title 1", records[0].String(), StringComparison.Ordinal);
        Assert.True(records.Sum(record => record.Length) < bomb.Length * 251L);
        Assert.Contains("far beyond the limit", records.Defect("ND085").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nested_bomb_expands_no_more_than_a_single_one()
    {
        byte[] inner = Gzip(new byte[10_000_000]);
        byte[] bomb = Gzip(Join(Enumerable.Repeat(inner, 200)));
        var limits = new DumpReadLimits { FreeExpansion = 100_000 };

        List<DumpRecord> records = await ReadAsync(bomb, limits);

        Assert.True(records.Sum(record => record.Length) < bomb.Length * 251L);
        Assert.Contains("ND085", records.Codes());
    }
}
