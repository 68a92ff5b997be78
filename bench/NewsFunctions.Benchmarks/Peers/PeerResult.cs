using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Benchmarks.Peers;

/// <summary>Holds what a parser found in the dump, to check that the parsers do equal work, and how long it took.</summary>
/// <param name="Nanoseconds">The duration of one parse.</param>
internal sealed record PeerResult(string Date, int Paragraphs, string? Signature, int Items, string LastUpload, double Nanoseconds)
{
    private const string Local = "yyyy-MM-dd'T'HH:mm:ss";

    public static PeerResult Of(ParsedArticle article, double nanoseconds) => new(
        Text(article.Dateline), article.Paragraphs.Count, article.Signature, article.Related.Count, Text(Last(article).UploadedAt), nanoseconds);

    public static PeerResult Of(ObviousArticle article, double nanoseconds) => new(
        Text(article.Date), article.Paragraphs.Count, article.Signature, article.Related.Count, Text(article.Related[^1].UploadedAt), nanoseconds);

    public bool Agrees(PeerResult other) => this with { Nanoseconds = 0 } == other with { Nanoseconds = 0 };

    private static RelatedItem Last(ParsedArticle article) => article.Related[^1];

    private static string Text(DateTime? time) => time?.ToString(Local, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
