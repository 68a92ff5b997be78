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
    public async Task A_compressed_text_is_the_text()
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
    public async Task What_was_compressed_twice_is_read_and_three_times_is_refused()
    {
        Assert.Equal(Article, Assert.Single(await ReadAsync(Gzip(Gzip(Article)))).Bytes.ToArray());
        Assert.Equal(["ND084"], (await ReadAsync(Gzip(Gzip(Gzip(Article))))).Codes());
    }

    [Fact]
    public async Task Of_a_file_that_breaks_off_everything_up_to_there_is_kept()
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
    public async Task A_wrong_checksum_costs_no_byte()
    {
        byte[] packed = Gzip(Article);
        packed[^6] ^= 1;

        List<DumpRecord> records = await ReadAsync(Join(packed, Gzip(Text(2))));

        Assert.Equal(Join(Article, Text(2)), records[0].Bytes.ToArray());
        Assert.Equal(Article.Length, records.Defect("ND082").Offset);
    }

    [Fact]
    public async Task Damaged_member_is_read_to_the_damage_and_later_ones_whole()
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
    public async Task What_follows_the_last_member_is_reported_to_the_byte()
    {
        List<DumpRecord> records = await ReadAsync(Join(Gzip(Article), new byte[20_000]));

        Assert.Equal(Article, records[0].Bytes.ToArray());
        Assert.Contains("20000 bytes", records.Defect("ND083").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_on_both_sides_of_what_is_no_gzip_are_read()
    {
        List<DumpRecord> records = await ReadAsync(Join(Gzip(Article), Utf8("rubbish\u001f rubbish"), Gzip(Text(2))));

        Assert.Equal(Join(Article, Text(2)), records[0].Bytes.ToArray());
        Assert.Contains("16 bytes", records.Defect("ND083").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compressed_data_within_a_member_are_not_taken_for_members()
    {
        byte[] text = [.. Text(1), .. Gzip(Text(2)), .. Gzip(Text(3)), .. Text(4)];

        DumpRecord record = Assert.Single(await ReadAsync(Gzip(text)));

        Assert.Equal(text, record.Bytes.ToArray());
    }

    [Fact]
    public async Task Random_damage_never_fails_and_keeps_what_comes_before_it()
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
    public async Task The_first_records_come_before_the_input_is_read_to_its_end()
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
    public async Task A_bomb_is_stopped_and_what_came_before_is_kept()
    {
        byte[] bomb = Gzip(Join(Article, new byte[20_000_000]));
        var limits = new DumpReadLimits { FreeExpansion = 100_000 };

        List<DumpRecord> records = await ReadAsync(bomb, limits);

        Assert.StartsWith("Title 1", records[0].String(), StringComparison.Ordinal);
        Assert.True(records.Sum(record => record.Length) < bomb.Length * 251L);
        Assert.Contains("far beyond the limit", records.Defect("ND085").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_within_a_bomb_grows_no_more_than_one()
    {
        byte[] inner = Gzip(new byte[10_000_000]);
        byte[] bomb = Gzip(Join(Enumerable.Repeat(inner, 200)));
        var limits = new DumpReadLimits { FreeExpansion = 100_000 };

        List<DumpRecord> records = await ReadAsync(bomb, limits);

        Assert.True(records.Sum(record => record.Length) < bomb.Length * 251L);
        Assert.Contains("ND085", records.Codes());
    }
}
