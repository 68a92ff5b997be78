using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.Demo.Papers;

/// <summary>Packs the articles of a site into dumps of a few hundred each: lines of JSON with the article's address, every third one gzipped.
/// Articles without a known address go into one plain text.</summary>
internal static class PaperDumps
{
    private const int ArticlesPerDump = 400;

    public static IReadOnlyList<PaperDump> Write(DemoSite site, DemoOptions options)
    {
        IReadOnlyList<PaperArticle> articles = Paper.Write(site, options);
        List<PaperDump> dumps = [];
        foreach ((int index, (int Number, PaperArticle Article)[] some) in articles.Index().Chunk(ArticlesPerDump).Index())
        {
            (int Number, PaperArticle Article)[] named = [.. some.Where(one => one.Article.IsNamed)];
            (int Number, PaperArticle Article)[] unnamed = [.. some.Where(one => !one.Article.IsNamed)];
            string period = string.Create(CultureInfo.InvariantCulture, $"{site.Name}/crawl-{index + 1:000}-{some[0].Article.Published:yyyy-MM-dd}");
            byte[] lines = Encoding.UTF8.GetBytes(string.Concat(named.Select(one => Line(site, one.Article, one.Number))));
            dumps.Add(index % 3 == 2 ? new PaperDump($"{period}.ndjson.gz", Gzip(lines)) : new PaperDump($"{period}.ndjson", lines));
            if (unnamed.Length > 0)
            {
                string text = string.Join('\n', unnamed.Select(one => PaperText.Write(one.Article, site.Language, one.Number)));
                dumps.Add(new PaperDump($"{period}-texts.txt", Encoding.UTF8.GetBytes(text)));
            }
        }

        if (HostileDump.For(site, options) is { } hostile)
        {
            dumps.Add(hostile);
        }

        return dumps;
    }

    private static string Line(DemoSite site, PaperArticle article, int number)
    {
        string url = site.PageUrl.Replace("{id}", article.Id, StringComparison.Ordinal);
        JsonEncodedText text = JsonEncodedText.Encode(PaperText.Write(article, site.Language, number), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return $$"""{"url":"{{url}}","text":"{{text}}"}""" + "\n";
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
