using System.IO.Compression;
using System.Text;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Tests.Dumps.Reading;

namespace NewsFunctions.Tests.Dumps.Containers;

/// <summary>Makes dumps of every kind and reads them to their end.</summary>
internal static class Packed
{
    public const string Dateline = "Fri May 14, 2021 18:05:41";

    /// <summary>Makes an article of about the given length. Every number gives a different text.</summary>
    public static byte[] Text(int number, int length = 200)
    {
        var text = new StringBuilder($"Title {number}\n{Dateline}\n");
        var random = new Random(number);
        while (text.Length < length)
        {
            text.Append("Word").Append(random.Next(100_000)).Append(random.Next(12) == 0 ? ".\n" : " ");
        }

        return Encoding.UTF8.GetBytes(text.Append(".\n").ToString());
    }

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    /// <summary>Makes a zip as written to a stream that cannot seek: the sizes follow the data.</summary>
    public static byte[] ZipWithDescriptors(params (string Name, byte[] Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(new Unseekable(packed), ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    public static byte[] WarcRecord(string type, string? uri, string contentType, byte[] block, string version = "WARC/1.0", long? length = null) =>
    [
        .. Encoding.UTF8.GetBytes(
            $"{version}\r\nWARC-Type: {type}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2021-06-01T10:00:00Z\r\n"
            + (uri is null ? "" : $"WARC-Target-URI: {uri}\r\n")
            + $"Content-Type: {contentType}\r\nContent-Length: {length ?? block.Length}\r\n\r\n"),
        .. block,
        .. "\r\n\r\n"u8,
    ];

    public static byte[] Conversion(int number, byte[] text) =>
        WarcRecord("conversion", $"https://en.alalam.ir/news/{number}", "text/plain", text);

    public static byte[] Join(params IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static Task<List<DumpRecord>> ReadAsync(byte[] dump, DumpReadLimits? limits = null, DumpPosition? start = null) =>
        ReadAsync(new MemoryStream(dump), limits, start);

    /// <summary>Reads all records and copies their bytes.</summary>
    public static async Task<List<DumpRecord>> ReadAsync(Stream dump, DumpReadLimits? limits = null, DumpPosition? start = null)
    {
        var records = new List<DumpRecord>();
        await foreach (DumpRecord record in DumpReader.ReadAsync(
            dump, start ?? DumpPosition.Start, limits ?? DumpReadLimits.Default, TestContext.Current.CancellationToken))
        {
            records.Add(record with { Bytes = record.Bytes.ToArray() });
        }

        return records;
    }

    /// <summary>Returns the records that hold a text.</summary>
    public static IReadOnlyList<DumpRecord> Texts(this IEnumerable<DumpRecord> records) => [.. records.Where(record => record.Refusal is null)];

    public static IReadOnlyList<string> Codes(this IEnumerable<DumpRecord> records) =>
        [.. records.SelectMany(AllOf).Select(diagnostic => diagnostic.Code)];

    public static DumpDiagnostic Defect(this IEnumerable<DumpRecord> records, string code) =>
        Assert.Single(records.SelectMany(AllOf), diagnostic => diagnostic.Code == code);

    public static ReadRecord Parse(this DumpRecord record) => new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(), record);

    public static string String(this DumpRecord record) => Encoding.UTF8.GetString(record.Bytes.Span);

    private static IEnumerable<DumpDiagnostic> AllOf(DumpRecord record) =>
        record.Refusal is { } refusal ? [.. record.Diagnostics, refusal] : record.Diagnostics;
}
