using System.Globalization;
using System.IO.Compression;
using System.Text;
using NewsFunctions.Benchmarks.Dumps;

namespace NewsFunctions.Benchmarks.Wet;

/// <summary>Writes a WET.gz like those of Common Crawl: a <c>warcinfo</c> record, then one <c>conversion</c> record per
/// page, each in its own gzip member. Nine of ten pages are articles.</summary>
internal static class WetFile
{
    private const int OneInSoManyIsNoArticle = 10;

    public static int Make(string file, long megabytes)
    {
        long wanted = megabytes << 20;
        long written = 0;
        int articles = 0;
        var invented = new InventedArticles(2016);
        var random = new Random(2016);
        using (FileStream output = File.Create(file))
        {
            written += Add(output, "warcinfo", "", "software: NewsFunctions.Benchmarks\r\nformat: WARC File Format 1.0\r\n", random);
            for (int id = 100_000; written < wanted; id++)
            {
                bool article = random.Next(OneInSoManyIsNoArticle) > 0;
                articles += article ? 1 : 0;
                written += Add(
                    output,
                    "conversion",
                    string.Create(CultureInfo.InvariantCulture, $"https://www.example.org/news/{id}"),
                    article ? invented.Article() : invented.OtherPage(),
                    random);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {written >> 20} MB in {new FileInfo(file).Length >> 20} MB, {articles} articles"));
        return 0;
    }

    private static long Add(FileStream output, string type, string target, string text, Random random)
    {
        byte[] block = Encoding.UTF8.GetBytes(text);
        byte[] id = new byte[16];
        random.NextBytes(id);
        string uri = target.Length > 0 ? $"WARC-Target-URI: {target}\r\n" : "";
        byte[] header = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"WARC/1.0\r\nWARC-Type: {type}\r\n{uri}WARC-Date: 2021-06-01T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:{new Guid(id)}>\r\nContent-Type: text/plain\r\nContent-Length: {block.Length}\r\n\r\n"));
        using var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        gzip.Write(header);
        gzip.Write(block);
        gzip.Write("\r\n\r\n"u8);
        return header.Length + block.Length + 4;
    }
}
