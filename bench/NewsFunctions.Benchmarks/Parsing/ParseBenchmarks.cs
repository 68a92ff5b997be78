using System.Text.Json;
using BenchmarkDotNet.Attributes;
using NewsFunctions.Benchmarks.Dumps;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Benchmarks.Parsing;

/// <summary>Parses a dump of the seed's size into a full record, beside reading the same bytes as JSON tokens.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks
{
    private readonly byte[] _dump = BenchmarkDump.Bytes;
    private readonly byte[] _list = BenchmarkDump.List;
    private readonly byte[] _whole = BenchmarkDump.Whole;

    /// <summary>Reads only the dump's JSON list, 60 % of the bytes, and discards the tokens.</summary>
    [Benchmark]
    public int TokensOfTheList() => Tokens(_list);

    /// <summary>Reads all bytes as JSON, the text as one string and then the list, and discards the tokens.</summary>
    [Benchmark(Baseline = true)]
    public int TokensOfTheWhole() => Tokens(_whole);

    /// <summary>Finds lines, dateline, items and their fields, and builds nothing from them.</summary>
    [Benchmark]
    public int PassWithoutAllocation() => BarePass.Count(_dump);

    /// <summary>Does what the ingest does: strings, upload times, lengths, diagnostics.</summary>
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
