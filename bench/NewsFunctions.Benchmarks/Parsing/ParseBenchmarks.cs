using System.Text.Json;
using BenchmarkDotNet.Attributes;
using NewsFunctions.Benchmarks.Dumps;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Benchmarks.Parsing;

/// <summary>A dump of the seed's size as a full record, against the JSON tokens of the same bytes.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks
{
    private readonly byte[] _dump = BenchmarkDump.Bytes;
    private readonly byte[] _list = BenchmarkDump.List;
    private readonly byte[] _whole = BenchmarkDump.Whole;

    /// <summary>Its JSON list only, 60 % of the bytes; nothing is made of the tokens.</summary>
    [Benchmark]
    public int TokensOfTheList() => Tokens(_list);

    /// <summary>All of its bytes as JSON: the text as one string, then the list; nothing is made of the tokens.</summary>
    [Benchmark(Baseline = true)]
    public int TokensOfTheWhole() => Tokens(_whole);

    /// <summary>Lines, dateline, items and their fields are found, nothing is made of them.</summary>
    [Benchmark]
    public int PassWithoutAllocation() => BarePass.Count(_dump);

    /// <summary>What the ingest does: strings, upload times, lengths, diagnostics.</summary>
    [Benchmark]
    public int ArticleRecord() => DumpParser.Parse(_dump).Articles.Count;

    private static int Tokens(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }
}
