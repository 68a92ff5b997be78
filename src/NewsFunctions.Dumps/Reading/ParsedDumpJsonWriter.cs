using System.Text.Json;
using NewsFunctions.Core.Articles;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Writes a <see cref="ParsedDumpJson"/> while the dump is read: articles as they arrive, the totals at the end.</summary>
/// <param name="write">Receives the text of the object in pieces.</param>
public sealed class ParsedDumpJsonWriter(Action<string> write)
{
    private readonly ParsedDumpCounter _counter = new();

    public bool Rejected => _counter.Rejected;

    public void Add(ReadRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        string separator = _counter.Articles == 0 ? "{\"articles\":[" : ",";
        foreach (ReadArticle read in record.Articles)
        {
            write(separator);
            write(JsonSerializer.Serialize(ArticleJson.From(read.Article, read.Provenance.Member), ArticleJsonContext.Compact.ArticleJson));
            separator = ",";
        }

        _counter.Add(record);
    }

    public void End()
    {
        // The object is serialized without its articles, so that both ways of writing it agree.
        string sums = JsonSerializer.Serialize(ParsedDumpJson.Of([], _counter), ArticleJsonContext.Compact.ParsedDumpJson);
        const string NoArticles = "{\"articles\":[]";
        write(_counter.Articles == 0 ? NoArticles : "]");
        write(sums[NoArticles.Length..]);
    }
}
