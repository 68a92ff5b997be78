using System.Text;
using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Tests.Dumps.Parsing;

/// <summary>Parses short texts written in a test.</summary>
internal static class ParsedText
{
    public const string Item = """{"id":"900401","sort":"5","contenttypeid":"21","pic":"/2021/05/03/a.jpg","title":"A"}""";

    /// <summary>A second item of the same length.</summary>
    public const string Other = """{"id":"900402","sort":"5","contenttypeid":"21","pic":"/2021/05/03/b.jpg","title":"A"}""";

    public static ParsedDump Parse(string text) => DumpParser.Parse(Encoding.UTF8.GetBytes(text));

    public static ParsedArticle One(string text) => Assert.Single(Parse(text).Articles);

    public static string Block(string list) => $"string({Encoding.UTF8.GetByteCount(list)}) \"{list}\"";

    /// <summary>Parses an article that has only a dateline and this list.</summary>
    public static ParsedArticle WithList(string list) => One($"Fri May 14, 2021 18:05:41\n{Block(list)}\n");

    public static RelatedItem OneItem(string item) => Assert.Single(WithList($"[{item} ]").Related);

    public static string[] Codes(ParsedArticle article) => [.. article.Diagnostics.Select(d => d.Code)];
}
