using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Containers;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Tests.Dumps.Properties;

namespace NewsFunctions.Tests.Dumps.Reading;

/// <summary>Tests that an article is the same in every container: same id, same content, and its bytes are found at its
/// position.</summary>
public sealed class ContainerPropertyTests
{
    private static readonly Gen<byte[][]> Texts = KnownArticles.One.Array[1, 4].Select(articles => articles.Select(a => Encoding.UTF8.GetBytes(a.ToText())).ToArray());

    [Fact]
    public Task Gzip_of_any_number_of_members_reads_like_its_text() => Gen.Select(Texts, Gen.Double[0, 1]).SampleAsync((texts, where) =>
    {
        byte[] text = [.. texts.SelectMany(t => t)];
        int cut = (int)(where * text.Length);
        return AssertSameAsync(text, [.. Gzip(text[..cut]), .. Gzip(text[cut..])], _ => "");
    });

    [Fact]
    public Task Zip_entries_read_like_their_texts() => Gen.Select(Texts, Gen.OneOf(CompressionLevel.NoCompression, CompressionLevel.Optimal)).SampleAsync((texts, level) =>
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i < texts.Length; i++)
            {
                using Stream entry = zip.CreateEntry(Invariant($"text{i}.txt"), level).Open();
                entry.Write(texts[i]);
            }
        }

        return AssertSameAsync(texts, bytes.ToArray(), i => Invariant($"text{i}.txt"));
    });

    [Fact]
    public Task Ndjson_lines_read_like_their_texts() => Gen.Select(Texts, Gen.Bool).SampleAsync((texts, relaxed) =>
    {
        var options = new JsonSerializerOptions { Encoder = relaxed ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default };
        IEnumerable<string> lines = texts.Select(t => new JsonObject
        {
            ["url"] = "https://example.org/about",
            ["text"] = Encoding.UTF8.GetString(t),
            ["crawler"] = 7,
        }.ToJsonString(options));
        return AssertSameAsync(texts, Encoding.UTF8.GetBytes(string.Join('\n', lines)), member: null);
    });

    [Fact]
    public Task Warc_records_read_like_their_texts() => Gen.Select(Texts, Gen.OneOf("conversion", "resource"), Gen.Bool).SampleAsync((texts, type, packed) =>
    {
        IEnumerable<byte[]> records = texts.Select(t => (byte[])
        [
            .. Encoding.ASCII.GetBytes(
                $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Record-ID: <urn:uuid:{Guid.NewGuid()}>\r\nWARC-Target-URI: https://example.org/about\r\nWARC-Date: 2021-05-15T01:02:03Z\r\n"
                + $"Content-Type: text/plain\r\nContent-Length: {t.Length}\r\n\r\n"),
            .. t,
            .. "\r\n\r\n"u8,
        ]);
        return AssertSameAsync(texts, [.. records.SelectMany(r => packed ? Gzip(r) : r)], _ => "");
    });

    /// <param name="member">Returns the expected member of a text. Null if the container stores the bytes in another
    /// form.</param>
    private static async Task AssertSameAsync(byte[][] texts, byte[] packed, Func<int, string>? member)
    {
        var expected = new List<(ReadArticle Article, byte[] Bytes)>();
        foreach (byte[] text in texts)
        {
            expected.AddRange((await ReadAsync(text)).Select(a => (a, text)));
        }

        await AssertSameAsync(expected, packed, member);
    }

    private static async Task AssertSameAsync(byte[] text, byte[] packed, Func<int, string> member) =>
        await AssertSameAsync([.. (await ReadAsync(text)).Select(a => (a, Slice(text, a.Provenance)))], packed, member);

    private static async Task AssertSameAsync(List<(ReadArticle Article, byte[] Bytes)> expected, byte[] packed, Func<int, string>? member)
    {
        List<ReadArticle> read = await ReadAsync(packed);
        Assert.Equal(expected.Select(e => Content(e.Article.Article)), read.Select(a => Content(a.Article)));
        for (int i = 0; member is not null && i < read.Count; i++)
        {
            Provenance place = read[i].Provenance;
            Assert.Equal(member(i), place.Member);
            using var dump = new MemoryStream(packed);
            using Stream opened = (await DumpMember.OpenAsync(dump, place.Member, CancellationToken.None))!;
            using var bytes = new MemoryStream();
            await opened.CopyToAsync(bytes);
            Assert.Equal(expected[i].Bytes, Slice(bytes.ToArray(), place));
        }
    }

    private static async Task<List<ReadArticle>> ReadAsync(byte[] dump)
    {
        var read = new List<ReadArticle>();
        using var content = new MemoryStream(dump);
        await foreach (ReadRecord record in new ArticleReader(ReadText.Sites()).ReadAsync(ReadText.Blob(), content, DumpPosition.Start, CancellationToken.None))
        {
            Assert.Empty(record.Diagnostics);
            read.AddRange(record.Articles);
        }

        return read;
    }

    private static string Content(Article a) => $"{a.Site} {a.Id} {a.ContentHash} {a.Title} {a.PublishedAt:O} {a.Language} {a.Damage} {a.Diagnostics.Count}";

    private static byte[] Slice(byte[] bytes, Provenance place) => bytes.AsSpan((int)place.Offset, (int)place.Length).ToArray();

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
