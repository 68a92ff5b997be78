using System.Buffers.Binary;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Containers.Packed;

namespace NewsFunctions.Tests.Dumps.Containers;

public sealed class ZipTests
{
    [Fact]
    public async Task Each_file_entry_is_a_member_and_folders_are_not()
    {
        List<DumpRecord> records = await ReadAsync(Zip(("2021/", []), ("2021/a.txt", Text(1)), ("b.txt", Text(2))));

        Assert.Equal(["2021/a.txt", "b.txt"], records.Select(record => record.Member));
        Assert.Equal(Text(1), records[0].Bytes.ToArray());
        Assert.Equal(Text(2), records[1].Bytes.ToArray());
        Assert.Empty(records.Codes());
    }

    [Fact]
    public async Task Zip_is_read_from_a_stream_without_seeking()
    {
        byte[] zip = Zip(("a.txt", Text(1)), ("b.txt", Text(2)));

        Assert.Equal(2, (await ReadAsync(new Unseekable(new MemoryStream(zip), 100))).Texts().Count);
        Assert.Equal(2, (await ReadAsync(Gzip(zip))).Texts().Count);
        List<DumpRecord> cut = await ReadAsync(new Unseekable(new MemoryStream(zip)), new DumpReadLimits { MaxSpoolBytes = 300 });
        Assert.Equal(Text(1), cut[0].Bytes.ToArray());
        Assert.Contains("ND085", cut.Codes());
    }

    [Fact]
    public async Task Zip_in_a_zip_names_both_and_a_third_level_is_rejected()
    {
        byte[] inner = Zip(("a.txt", Text(1)), ("b.txt", Text(2)));

        List<DumpRecord> records = await ReadAsync(Zip(("inner.zip", inner), ("c.txt.gz", Gzip(Text(3))), ("deep.zip", Zip(("inner.zip", inner)))));

        Assert.Equal(["inner.zip!/a.txt", "inner.zip!/b.txt", "c.txt.gz", "deep.zip!/inner.zip"], records.Select(record => record.Member));
        Assert.Equal(Text(3), records[2].Bytes.ToArray());
        Assert.Equal("ND084", records[3].Refusal!.Code);
    }

    [Fact]
    public async Task Entries_of_one_name_are_all_read()
    {
        List<DumpRecord> records = await ReadAsync(Zip(("a.txt", Text(1)), ("a.txt (2)", Text(2)), ("a.txt", Text(3)), ("a.txt", Text(4))));

        Assert.Equal(["a.txt", "a.txt (2)", "a.txt (3)", "a.txt (4)"], records.Texts().Select(record => record.Member));
        Assert.Equal([Text(1), Text(2), Text(3), Text(4)], records.Texts().Select(record => record.Bytes.ToArray()));
    }

    [Theory]
    [InlineData("../../etc/passwd", "../../etc/passwd")]
    [InlineData("/etc/passwd", "/etc/passwd")]
    [InlineData("C:\\a.txt", "C:\\a.txt")]
    [InlineData("a\u001b[2J.txt", "a\ufffd[2J.txt")]
    [InlineData("inner.zip!/a.txt", "inner.zip!\\a.txt")]
    public async Task Entry_name_is_never_a_path_and_is_printable(string name, string shown)
    {
        List<DumpRecord> records = await ReadAsync(Zip((name, Text(1))));

        Assert.Equal(shown, records[0].Member);
        Assert.Equal(Text(1), records[0].Bytes.ToArray());
        Assert.Equal(DiagnosticSeverity.Info, records.Defect("ND090").Severity);
    }

    [Fact]
    public async Task Zip_without_entries_is_reported() => Assert.Equal(["ND001"], (await ReadAsync(Zip())).Codes());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Truncated_zip_gives_every_complete_entry(bool sizesBehind)
    {
        (string, byte[])[] entries = [("a.txt", Text(1, 5_000)), ("b.txt", Text(2, 5_000)), ("c.txt", Text(3, 50_000))];
        byte[] whole = sizesBehind ? ZipWithDescriptors(entries) : Zip(entries);

        List<DumpRecord> records = await ReadAsync(whole[..(whole.Length * 2 / 3)]);

        Assert.Equal(["a.txt", "b.txt", "c.txt", "c.txt", ""], records.Select(record => record.Member));
        Assert.Equal(Text(1, 5_000), records[0].Bytes.ToArray());
        Assert.Equal(Text(2, 5_000), records[1].Bytes.ToArray());
        byte[] part = records[2].Bytes.ToArray();
        Assert.InRange(part.Length, 10_000, 49_000);
        Assert.Equal(Text(3, 50_000)[..part.Length], part);
        Assert.Equal(part.Length, records.Defect("ND088").Offset);
        Assert.Contains("ND086", records.Codes());
    }

    [Fact]
    public async Task Zip_with_leading_bytes_is_read_by_its_directory()
    {
        List<DumpRecord> records = await ReadAsync(Join(Zip(("x", Text(9)))[..40], new byte[500], Zip(("a.txt", Text(1)))));

        Assert.Equal("a.txt", Assert.Single(records).Member);
    }

    [Fact]
    public async Task Damaged_entry_is_reported_and_the_others_are_read()
    {
        byte[] zip = Zip(("a.txt", Text(1, 50_000)), ("b.txt", Text(2)), ("c.txt", Text(3)));
        zip.AsSpan(10_000, 100).Fill(0xFF);
        int stored = zip.AsSpan().IndexOf("b.txt"u8) + 5 + 20;
        zip[stored] ^= 0xFF;

        List<DumpRecord> records = await ReadAsync(zip);

        Assert.True(records[0].Bytes.Span.CommonPrefixLength(Text(1, 50_000)) > 5_000);
        Assert.Contains(records.Single(r => r.Member == "a.txt" && r.Refusal is not null).Refusal!.Code, (string[])["ND082", "ND088"]);
        Assert.Contains(records.Single(r => r.Member == "b.txt" && r.Refusal is not null).Refusal!.Code, (string[])["ND082", "ND088"]);
        Assert.Equal(Text(3), records[^1].Bytes.ToArray());
    }

    [Fact]
    public async Task Encrypted_entries_and_unknown_methods_are_reported_and_the_others_are_read()
    {
        byte[] zip = Zip(("a.txt", Text(1)), ("b.txt", Text(2)), ("c.txt", Text(3)));
        int first = zip.AsSpan().IndexOf("PK\x1\x2"u8);
        zip[first + 8] |= 1;
        int second = first + 4 + zip.AsSpan(first + 4).IndexOf("PK\x1\x2"u8);
        zip[second + 10] = 99;

        List<DumpRecord> records = await ReadAsync(zip);

        Assert.Equal(["a.txt", "b.txt", "c.txt"], records.Select(record => record.Member));
        Assert.Contains("encrypted", records[0].Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("method 99", records[1].Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(records[2].Refusal);
    }

    [Fact]
    public async Task Overlapping_entries_are_read_once()
    {
        byte[] zip = Zip(("a.txt", Text(1)), ("b.txt", Text(2)));
        int second = zip.AsSpan().LastIndexOf("PK\x1\x2"u8);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(second + 42), 0);

        List<DumpRecord> records = await ReadAsync(zip);

        Assert.Null(records[0].Refusal);
        Assert.Contains("overlap", records[1].Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Impossible_sizes_are_rejected_or_corrected()
    {
        byte[] zip = Zip(("a.txt", Text(1)), ("b.txt", Text(2)));
        int first = zip.AsSpan().IndexOf("PK\x1\x2"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(first + 24), uint.MaxValue - 1);
        int second = zip.AsSpan().LastIndexOf("PK\x1\x2"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(second + 24), 50);

        List<DumpRecord> records = await ReadAsync(zip);

        Assert.Equal(Text(1), records[0].Bytes.ToArray());
        Assert.Contains("ND088", records.Codes());
        Assert.Equal(Text(2)[..50], records[2].Bytes.ToArray());
        Assert.Contains("ND089", records.Codes());
    }

    [Fact]
    public async Task Bomb_is_stopped_and_the_other_entries_are_read()
    {
        byte[] zip = Zip(("bomb.txt", Join(Text(1), new byte[20_000_000])), ("b.txt", Text(2)));

        List<DumpRecord> records = await ReadAsync(zip, new DumpReadLimits { FreeExpansion = 100_000, MaxExpansion = 20 });

        Assert.StartsWith("Title 1", records[0].String(), StringComparison.Ordinal);
        Assert.True(records.Sum(record => record.Length) < zip.Length * 21L + 100_000);
        Assert.Contains("ND085", records.Codes());
    }

    [Fact]
    public async Task Nested_zips_share_one_expansion_limit()
    {
        byte[] inner = Zip([.. Enumerable.Range(0, 100).Select(i => ($"{i}.txt", new byte[1_000_000]))]);
        byte[] zip = Zip(("1.zip", inner), ("2.zip", inner), ("c.txt", Text(3)));

        List<DumpRecord> records = await ReadAsync(zip, new DumpReadLimits { FreeExpansion = 100_000, MaxExpansion = 20 });

        Assert.True(records.Sum(record => record.Length) < zip.Length * 21L + 100_000);
        Assert.Equal(Text(3), records[^1].Bytes.ToArray());
    }

    [Fact]
    public async Task Entries_over_the_limit_are_skipped()
    {
        (string, byte[])[] entries = [.. Enumerable.Range(0, 50).Select(i => ($"{i}.txt", Text(i)))];

        List<DumpRecord> records = await ReadAsync(Zip(entries), new DumpReadLimits { MaxEntries = 20 });

        Assert.Equal(20, records.Texts().Count);
        Assert.Contains("20 entries", records.Defect("ND085").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zip64_numbers_are_read()
    {
        // ZipArchive writes no zip64 fields to a stream that cannot seek, so this zip is made by hand.
        byte[] zip = Zip64("a.txt", Text(1));

        DumpRecord record = Assert.Single(await ReadAsync(zip));

        Assert.Equal(Text(1), record.Bytes.ToArray());
    }

    [Fact]
    public async Task Random_damage_never_throws()
    {
        var random = new Random(20210514);
        byte[] whole = Zip(("a.txt", Text(1, 3_000)), ("b.zip", Zip(("c.txt", Text(2)), ("d.txt", Text(3)))), ("e.txt.gz", Gzip(Text(4))));
        for (int round = 0; round < 500; round++)
        {
            byte[] bytes = whole[..random.Next(whole.Length / 2, whole.Length)];
            bytes = random.Next(2) == 0 ? [.. whole] : bytes;
            for (int changes = random.Next(1, 30); changes > 0; changes--)
            {
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            }

            List<DumpRecord> records = await ReadAsync(bytes);

            Assert.Equal(records.Count, records.Select(record => record.Next).Distinct().Count());
        }
    }

    /// <summary>Makes a stored entry whose numbers are all in zip64 fields, including those of the directory.</summary>
    private static byte[] Zip64(string name, byte[] content)
    {
        uint checksum = System.IO.Hashing.Crc32.HashToUInt32(content);
        var zip = new MemoryStream();
        using var writer = new BinaryWriter(zip);
        byte[] nameBytes = Utf8(name);
        writer.Write("PK\x3\x4"u8);
        foreach (int number in (int[])[45, 0, 0, 0, 0])
        {
            writer.Write((ushort)number);
        }

        writer.Write(checksum);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)nameBytes.Length);
        writer.Write((ushort)20);
        writer.Write(nameBytes);
        writer.Write((ushort)1);
        writer.Write((ushort)16);
        writer.Write((long)content.Length);
        writer.Write((long)content.Length);
        writer.Write(content);
        long directory = zip.Length;
        writer.Write("PK\x1\x2"u8);
        foreach (int number in (int[])[45, 45, 0, 0, 0, 0])
        {
            writer.Write((ushort)number);
        }

        writer.Write(checksum);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)nameBytes.Length);
        writer.Write((ushort)28);
        foreach (int number in (int[])[0, 0, 0])
        {
            writer.Write((ushort)number);
        }

        writer.Write(0);
        writer.Write(uint.MaxValue);
        writer.Write(nameBytes);
        writer.Write((ushort)1);
        writer.Write((ushort)24);
        writer.Write((long)content.Length);
        writer.Write((long)content.Length);
        writer.Write(0L);
        long end = zip.Length;
        writer.Write("PK\x6\x6"u8);
        writer.Write(44L);
        writer.Write((ushort)45);
        writer.Write((ushort)45);
        writer.Write(0L);
        writer.Write(1L);
        writer.Write(1L);
        writer.Write(end - directory);
        writer.Write(directory);
        writer.Write("PK\x6\x7"u8);
        writer.Write(0);
        writer.Write(end);
        writer.Write(1);
        writer.Write("PK\x5\x6"u8);
        writer.Write(0);
        writer.Write((ushort)0xFFFF);
        writer.Write((ushort)0xFFFF);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)0);
        return zip.ToArray();
    }
}
