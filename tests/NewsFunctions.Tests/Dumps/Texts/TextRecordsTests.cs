using System.Text;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Containers;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Dumps.Texts;
using NewsFunctions.Tests.Dumps.Reading;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Texts;

/// <summary>Tests that a text cut into records of any size gives the articles of the whole text.</summary>
public sealed class TextRecordsTests
{
    private const string First = "Fri May 14, 2021 18:05:41";
    private const string Second = "Sat May 15, 2021 9:12:07";

    private static readonly string WithBlock = $"Quotas\nQuotas\n\n{First}\nText “one”.\nS/SH 1\n{Block($"[{Item} ]")}\n\n";

    public static TheoryData<string, string> Texts { get; } = new()
    {
        { "with blocks", Repeat(WithBlock, 12) },
        { "with blocks of a wrong length", Repeat($"{First}\nText.\nstring(7) \"[{Item} ]\"\n", 12) },
        { "with lists that are cut off", Repeat($"{First}\nText.\nstring(999) \"[{Item} ,{{\"id\":\"9\n", 12) },
        { "without blocks", Repeat($"One\nTwo\n{First}\nText.\nMore text.\n", 12) },
        { "tiny", Repeat(First + "\nx\n", 40) },
        { "without datelines", Repeat($"Text.\n{Block($"[{Item} ]")}", 12) },
        { "repeated datelines", Repeat($"{First}\n{Second}\nText.\n", 12) },
        { "two blocks each", Repeat($"{First}\nText.\n{Block("[]")}{Block($"[{Item} ]")}\n", 8) },
        { "all in lines with others", Repeat($"{First} {Block("[]")} And text.\n", 12) },
        { "crlf and marks", Repeat("\ufeff" + WithBlock.Replace("\n", "\r\n", StringComparison.Ordinal), 8) },
        { "old Mac", Repeat(WithBlock.Replace('\n', '\r'), 8) },
        { "lists over several lines", Repeat($"{First}\nText.\n{Block($"[{Item} ,\n{Item} ]")}\n", 8) },
        { "text before and after", "Before.\n" + Repeat(WithBlock, 8) + "After.\n" },
        { "beginning nearly like a WARC", "WARC/1.\n" + Repeat(WithBlock, 8) },
        { "arrays begun before titles", Repeat($"{First}\nText.\narray(2) {{\nOne\nTwo\n", 12) },
        { "blocks that end as declared before more text", Repeat($"{First}\nText.\nstring({Item.Length + 16}) \"[{{\"id\":\"1 string(9) \"[{Item} ]\" {First}\n", 8) },
        { "one article", WithBlock },
        { "no article", "Nothing here.\n" },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Records_of_any_size_give_the_articles_of_the_whole_text(string name, string text)
    {
        Assert.NotEmpty(name);
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)])
        {
            byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(text)];
            string[] whole = [.. Articles(TextRecords.Of(bytes, 0, TextSource.Whole, DumpPosition.Start))];
            foreach (int target in (int[])[1, 50, 300, 1_000, 100_000])
            {
                var limits = new DumpReadLimits { TargetRecordBytes = target };
                List<Seen> records = await ReadAsync(new MemoryStream(bytes), DumpPosition.Start, limits);

                Assert.Equal(whole, records.SelectMany(r => r.Articles));
                Assert.Equal(bytes.Length, records.Sum(r => r.Length));
                Assert.All(records, r => Assert.Equal(records.Count > 1, r.IsPart));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Reading_resumes_after_any_record(string name, string text)
    {
        Assert.NotEmpty(name);
        var limits = new DumpReadLimits { TargetRecordBytes = 100 };
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(false), new UnicodeEncoding(false, true)])
        {
            byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(text)];
            List<Seen> records = await ReadAsync(new MemoryStream(bytes), DumpPosition.Start, limits);
            for (int i = 0; i < records.Count; i++)
            {
                Assert.Equal(records[(i + 1)..], await ReadAsync(new MemoryStream(bytes), records[i].Next, limits));
                Assert.Equal(records[(i + 1)..], await ReadAsync(new Trickle(bytes, 7), records[i].Next, limits));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task Reading_in_small_pieces_changes_nothing(int chunk)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Repeat(WithBlock, 500));
        var limits = new DumpReadLimits { TargetRecordBytes = 5_000 };

        Assert.Equal(
            await ReadAsync(new MemoryStream(bytes), DumpPosition.Start, limits),
            await ReadAsync(new Trickle(bytes, chunk), DumpPosition.Start, limits));
    }

    [Fact]
    public async Task A_long_text_comes_in_records_of_about_a_megabyte()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Repeat(First + "\nx\n", 100_000));

        List<Seen> records = await ReadAsync(new Trickle(bytes, 100_000), DumpPosition.Start, DumpReadLimits.Default);

        Assert.Equal(3, records.Count);
        Assert.Equal(100_000, records.Sum(r => r.Articles.Count));
        Assert.All(records[..^1], r => Assert.InRange(r.Length, 1024 * 1024, (1024 * 1024) + 100));
    }

    [Fact]
    public async Task Article_over_the_limit_keeps_its_beginning_and_the_next_is_read()
    {
        string text = $"{First}\nFirst.\n{Repeat("A paragraph of no end.\n", 100)}Two\nTwo\n{Second}\nSecond.\n{Block("[]")}\n";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        foreach (Stream stream in (Stream[])[new MemoryStream(bytes), new Trickle(bytes, 11)])
        {
            List<Seen> records = await ReadAsync(stream, DumpPosition.Start, new DumpReadLimits { MaxRecordBytes = 200 });

            Assert.Equal(2, records.Count);
            Assert.StartsWith("0+194 ", records[0].Articles[0], StringComparison.Ordinal);
            Assert.Contains("Two 2021-05-15", records[1].Articles[0], StringComparison.Ordinal);
            string diagnostic = Assert.Single(records[0].Diagnostics);
            Assert.StartsWith($"ND009 194 The article exceeds the maximum length; it ends here, and the {records[0].Length - 194} bytes", diagnostic, StringComparison.Ordinal);
            Assert.Equal(text.IndexOf("Two", StringComparison.Ordinal), records[0].Length);
            Assert.Equal(records[1..], await ReadAsync(new MemoryStream(bytes), records[0].Next, new DumpReadLimits { MaxRecordBytes = 200 }));
        }
    }

    [Fact]
    public async Task Text_over_the_limit_without_an_article_is_skipped()
    {
        string nothing = Repeat("Nothing.\n", 100);
        byte[] bytes = Encoding.UTF8.GetBytes($"{nothing}{First}\nText.\n{Block($"[{Item} ]")}\n");

        List<Seen> records = await ReadAsync(new Trickle(bytes, 50), DumpPosition.Start, new DumpReadLimits { MaxRecordBytes = 200 });

        Assert.Equal([0, 1], records.Select(r => r.Articles.Count));
        Assert.StartsWith("ND056 0 ", records[0].Diagnostics[0], StringComparison.Ordinal);
        Assert.Equal(bytes.Length, records.Sum(r => r.Length));
    }

    [Fact]
    public async Task Line_of_any_length_takes_bounded_memory()
    {
        using var line = new Endless(256L << 20, (byte)'x');

        DumpRecord record = Assert.Single(await CollectAsync(line));

        Assert.Equal("ND056", record.Refusal!.Code);
        Assert.Equal(256L << 20, record.Length);
        Assert.InRange(line.LargestRead, 0, 80 * 1024 * 1024);
    }

    [Fact]
    public async Task Overlong_list_keeps_its_beginning()
    {
        byte[] start = Encoding.UTF8.GetBytes($"{First}\nText.\nstring(99999999999) \"[");
        using var list = new Endless(20L << 20, [.. Encoding.UTF8.GetBytes(Item + " ,")]) { Beginning = start };
        var limits = new DumpReadLimits { MaxRecordBytes = 1024 * 1024 };

        var records = new List<Seen>();
        await foreach (DumpRecord record in TextRecords.ReadAsync(list, TextSource.Whole, DumpPosition.Start, limits, TestContext.Current.CancellationToken))
        {
            records.Add(See(record));
        }

        Seen only = Assert.Single(records);
        Assert.Single(only.Articles);
        Assert.StartsWith("ND009 1048576 ", only.Diagnostics[0], StringComparison.Ordinal);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static async Task<List<DumpRecord>> CollectAsync(Stream stream)
    {
        var records = new List<DumpRecord>();
        await foreach (DumpRecord record in TextRecords.ReadAsync(
            stream, TextSource.Whole, DumpPosition.Start, DumpReadLimits.Default, TestContext.Current.CancellationToken))
        {
            records.Add(record);
        }

        return records;
    }

    private static async Task<List<Seen>> ReadAsync(Stream stream, DumpPosition start, DumpReadLimits limits)
    {
        var records = new List<Seen>();
        await foreach (DumpRecord record in TextRecords.ReadAsync(stream, TextSource.Whole, start, limits, TestContext.Current.CancellationToken))
        {
            records.Add(See(record));
        }

        return records;
    }

    private static Seen See(DumpRecord record) =>
        new(record.Offset, record.Length, record.IsPart, record.FollowsOpenArticle, record.Next, new Lines(Articles(record)), new Lines(
            (record.Refusal is null ? record.Diagnostics : [.. record.Diagnostics, record.Refusal]).Select(Describe)));

    private static IEnumerable<string> Articles(DumpRecord record) =>
        record.Refusal is not null ? [] : new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(), record).Articles.Select(a =>
            $"{a.Provenance.Offset}+{a.Provenance.Length} {a.Article.ContentHash} {a.Article.Title} {a.Article.PublishedAt:yyyy-MM-dd} "
            + $"{a.Article.DeclaredLength} {a.Article.ActualLength} {string.Join('|', a.Article.Paragraphs)} {string.Join('|', a.Article.Diagnostics.Select(Describe))}");

    private static string Describe(DumpDiagnostic diagnostic) => $"{diagnostic.Code} {diagnostic.Offset} {diagnostic.Message}";

    private sealed record Seen(
        long Offset, long Length, bool IsPart, bool FollowsOpenArticle, DumpPosition Next, Lines Articles, Lines Diagnostics);

    /// <summary>Compares two lists of lines by their content.</summary>
    private sealed class Lines(IEnumerable<string> lines) : List<string>(lines), IEquatable<Lines>
    {
        public bool Equals(Lines? other) => other is not null && this.SequenceEqual(other);

        public override bool Equals(object? obj) => Equals(obj as Lines);

        public override int GetHashCode() => Count;
    }

    /// <summary>A stream like one from the network: forward only, with a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int chunk) : ForwardOnly
    {
        private int _at;

        protected override int Give(Span<byte> buffer)
        {
            int read = Math.Min(Math.Min(chunk, buffer.Length), bytes.Length - _at);
            bytes.AsSpan(_at, read).CopyTo(buffer);
            _at += read;
            return read;
        }
    }

    /// <summary>A stream that repeats the same bytes.</summary>
    private sealed class Endless(long length, params byte[] pattern) : ForwardOnly
    {
        private long _at;

        public byte[] Beginning { get; init; } = [];

        public int LargestRead { get; private set; }

        protected override int Give(Span<byte> buffer)
        {
            LargestRead = Math.Max(LargestRead, buffer.Length);
            int read = (int)Math.Min(buffer.Length, length - _at);
            buffer[..read].Fill(pattern[0]);
            for (int i = 0; i < read && Beginning.Length > 0; i++)
            {
                long at = _at + i;
                buffer[i] = at < Beginning.Length ? Beginning[at] : pattern[(at - Beginning.Length) % pattern.Length];
            }

            _at += read;
            return read;
        }
    }

    private abstract class ForwardOnly : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Give(buffer.Span));

        protected abstract int Give(Span<byte> buffer);
    }
}
