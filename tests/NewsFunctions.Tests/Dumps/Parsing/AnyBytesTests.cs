using System.Text;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Parsing;

/// <summary>Tests what holds for every text: nothing throws, and the articles cover all bytes.</summary>
public sealed class AnyBytesTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(
        "\ufeffOne\nOne\r\nFri May 14, 2021 18:05:41\nCafé “x”.\nAlalam - Iraq\nText.\nS/SH 1\n"
        + Block($"[{Item} ,{Item.Replace("\"A\"", "\"He \\u0642 \"no\" &amp;\"", StringComparison.Ordinal)} ,{{\"sort\":[1,{{}}]}} ]")
        + "\n\nTwo\nSat May 15, 2021 9:12:07\nText.\n" + Block("[]") + "\nAfter.\n");

    [Fact]
    public void Every_prefix_of_a_dump_is_fully_covered()
    {
        for (int length = 0; length <= Whole.Length; length++)
        {
            AssertAddsUp(Whole.AsMemory(0, length));
        }
    }

    [Fact]
    public void Every_suffix_of_a_dump_is_fully_covered()
    {
        for (int start = 0; start < Whole.Length; start++)
        {
            AssertAddsUp(Whole.AsMemory(start));
        }
    }

    [Fact]
    public void Random_bytes_and_damaged_dumps_are_fully_covered()
    {
        var random = new Random(20210514);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] bytes = [.. Whole];
            for (int changes = random.Next(1, 30); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = round % 2 == 0 ? (byte)random.Next(256) : (byte)"{}[],:\"\\\n0 "[random.Next(11)];
            }

            AssertAddsUp(bytes);
            random.NextBytes(bytes);
            AssertAddsUp(bytes);
        }
    }

    [Fact]
    public void Hostile_texts_are_read_in_one_pass()
    {
        const int Many = 1_000_000;
        string start = "Fri May 14, 2021 18:05:41\nstring(1000000000000000000) \"[";
        foreach (string hostile in (string[])["{\"a\":\"", "{\"a\":", "{\"", "[", "{", "\"", "string(2) \"[]\"", "string(", "\\", "} ,", " ", "{}", "string(1) \"[] ", "string(5) \"[\n", "1:1", "1:1\n", "\r", "\ufeff", "(", "]\""])
        {
            AssertAddsUp(Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(hostile, Many / hostile.Length))));
        }
    }

    private static void AssertAddsUp(ReadOnlyMemory<byte> bytes)
    {
        ParsedDump dump = DumpParser.Parse(bytes);

        Assert.Equal(bytes.Length, dump.Bytes);
        Assert.Equal(dump.Rejected, dump.Diagnostics.Count > 0);
        long at = 0;
        foreach (ParsedArticle article in dump.Articles)
        {
            Assert.Equal(at, article.Offset);
            at += article.Length;
            Assert.True(article.Diagnostics.Count <= 250);
            Assert.All(article.Diagnostics, d => Assert.InRange(d.Offset, article.Offset, at));
        }

        Assert.True(dump.Rejected || at == bytes.Length);
    }
}
