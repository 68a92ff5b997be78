using NewsFunctions.Dumps.Containers;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Containers.Packed;

namespace NewsFunctions.Tests.Dumps.Containers;

/// <summary>Tests that reading resumed at <see cref="DumpRecord.Next"/> gives exactly the remaining records.</summary>
public sealed class ResumeTests
{
    private static readonly byte[] Warc = Join(
        WarcRecord("warcinfo", null, "application/warc-fields", Utf8("x: y\r\n")),
        Conversion(1, Text(1)),
        Utf8("rubbish\r\n"),
        WarcRecord("metadata", null, "text/plain", Text(9)),
        Conversion(2, Text(2)),
        WarcRecord("conversion", "no address", "text/plain", Text(3), length: 20),
        Conversion(4, Text(4))[..^30]);

    private static readonly byte[] Ndjson = Utf8("\ufeff{\"text\":\"one\"}\r\nno json\n\n{\"url\":\"x\"}\n  {\"text\":\"t\\nwo\",\"a\":1}  \n{\"text\":\"three\"}");

    private static readonly byte[] DamagedZip = Zip(("a.txt", Text(1, 3_000)), ("a.txt", Text(2, 3_000)), ("w.warc", Warc), ("c.txt", Text(3, 3_000)))[..^700];

    public static TheoryData<string> Kinds { get; } = [.. Dumps.Keys];

    private static Dictionary<string, byte[]> Dumps => new()
    {
        ["text"] = Text(1),
        ["gzip"] = Gzip(Text(1, 50_000)),
        ["gzip, cut off"] = Gzip(Text(1, 50_000))[..^50],
        ["warc"] = Warc,
        ["warc.gz"] = Join(Warc.Chunk(333).Select(Gzip)),
        ["warc.gz, damaged"] = Join([.. Warc.Chunk(333).Select(Gzip), [1, 2, 3]]),
        ["ndjson"] = Ndjson,
        ["ndjson.gz"] = Gzip(Ndjson),
        ["zip"] = Zip(("f/", []), ("a.txt", Text(1)), ("a.txt", Text(2)), ("../w.warc.gz", Gzip(Warc)), ("n.json", Ndjson), ("d.zip", Zip(("e.zip", Zip())))),
        ["zip of zips"] = Zip(("1.zip", Zip(("a.txt", Text(1)), ("n", Ndjson))), ("b.txt", Text(2)), ("2.zip", Zip(("w", Warc), ("../w", Warc))), ("3.zip", DamagedZip)),
        ["zip.gz"] = Gzip(Zip(("a.txt", Text(1)), ("n.json", Ndjson)))[..^4],
        ["zip, cut off"] = DamagedZip,
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Resuming_after_any_record_gives_the_remaining_records(string kind)
    {
        byte[] dump = Dumps[kind];
        List<DumpRecord> all = await ReadAsync(dump);
        Assert.NotEmpty(all);
        for (int done = 1; done <= all.Count; done++)
        {
            List<DumpRecord> rest = await ReadAsync(new MemoryStream(dump), start: all[done - 1].Next);
            List<DumpRecord> piped = await ReadAsync(new Unseekable(new MemoryStream(dump), 700), start: all[done - 1].Next);

            Assert.Equal(all.Skip(done).Select(Shown), rest.Select(Shown));
            Assert.Equal(all.Skip(done).Select(Shown), piped.Select(Shown));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bytes_of_every_record_are_found_in_its_member(string kind)
    {
        byte[] dump = Dumps[kind];
        foreach (DumpRecord record in (await ReadAsync(dump)).Where(record => record.Length > 0))
        {
            using var file = new MemoryStream(dump);
            await using Stream? member = await DumpMember.OpenAsync(file, record.Member, TestContext.Current.CancellationToken);
            Assert.NotNull(member);
            var content = new MemoryStream();
            await member.CopyToAsync(content, TestContext.Current.CancellationToken);
            byte[] raw = content.ToArray()[(int)record.Offset..(int)(record.Offset + record.Length)];

            if (record.Refusal is null && !record.IsArticle)
            {
                Assert.Equal(record.Bytes.ToArray(), raw);
            }

            Assert.True(!record.IsArticle || raw is [(byte)'{', .., (byte)'}']);
        }
    }

    [Theory]
    [InlineData("no.txt")]
    [InlineData("")]
    [InlineData("1.zip")]
    [InlineData("1.zip!/no.txt")]
    [InlineData("b.txt!/no.txt")]
    public async Task Missing_member_is_null(string member)
    {
        using var zip = new MemoryStream(Dumps["zip of zips"]);

        Assert.Null(await DumpMember.OpenAsync(zip, member, TestContext.Current.CancellationToken));
    }

    private static string Shown(DumpRecord record) => string.Join('|',
        record.Member, record.Offset, record.Length, Convert.ToHexString(record.Bytes.Span), record.TargetUri, record.Extra, record.Next,
        string.Join(';', record.Diagnostics.Append(record.Refusal)));
}
