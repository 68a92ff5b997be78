using System.Text;
using BenchmarkDotNet.Attributes;
using NewsFunctions.Benchmarks.Dumps;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Benchmarks.Parsing;

/// <summary>Finds where articles begin in a long text, beside counting its lines.</summary>
public class ScanBenchmarks
{
    private const int Megabytes = 32;

    private readonly byte[] _text = Make();

    [Benchmark(Baseline = true)]
    public int CountOfNewlines() => _text.AsSpan().Count((byte)'\n');

    /// <summary>Scans the text in memory only.</summary>
    [Benchmark]
    public int ArticleBoundaries()
    {
        var scanner = new ArticleScanner(0);
        int articles = 0;
        while (scanner.TryNext(_text, final: true, out _))
        {
            articles++;
        }

        return articles;
    }

    /// <summary>Cuts the text, read as a stream, into records of whole articles without parsing them.</summary>
    [Benchmark]
    public async Task<int> RecordsOfTheText()
    {
        int records = 0;
        using var stream = new MemoryStream(_text, writable: false);
        await foreach (DumpRecord record in DumpReader.ReadAsync(stream, DumpPosition.Start, DumpReadLimits.Default, default))
        {
            records += record.Bytes.Length > 0 ? 1 : 0;
        }

        return records;
    }

    private static byte[] Make()
    {
        var articles = new InventedArticles(7);
        var text = new StringBuilder(Megabytes << 20);
        while (text.Length < Megabytes << 20)
        {
            text.Append(articles.Article());
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
