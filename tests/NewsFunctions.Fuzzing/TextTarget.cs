using System.Globalization;
using System.Text;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Fuzzing;

/// <summary>Fuzzes the parser of a single text.</summary>
internal static class TextTarget
{
    public static void Run(byte[] bytes)
    {
        ParsedDump dump = DumpParser.Parse(bytes);
        Invariant.Holds(dump.Bytes == bytes.Length);
        Invariant.Holds(dump.Rejected == (dump.Articles.Count == 0));
        Invariant.Holds(!dump.Rejected || dump.Diagnostics.Count > 0);

        // The articles cover the text without gaps up to its end. Only a byte order mark may come before the first one.
        long at = dump.Rejected ? bytes.Length : dump.Articles[0].Offset;
        Invariant.Holds(dump.Rejected || at <= 3);
        foreach (ParsedArticle article in dump.Articles)
        {
            Invariant.Holds(article.Offset == at);
            at += article.Length;
            ParsedInvariants.Check(article);
        }

        Invariant.Holds(at == bytes.Length);
        ParsedInvariants.CheckDiagnostics(dump.Diagnostics, 0, bytes.Length);
        Invariant.AreEqual(Describe(dump), Describe(DumpParser.Parse(bytes)), "The same bytes parse differently the second time");
    }

    /// <summary>Writes the whole result of the parser as text, for comparison.</summary>
    public static string Describe(ParsedDump dump)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{dump.Bytes} {string.Join('|', dump.Diagnostics)}\n");
        foreach (ParsedArticle a in dump.Articles)
        {
            text.Append(CultureInfo.InvariantCulture, $"{a.Offset} {a.Length} {a.DeclaredLength} {a.ActualLength} {a.Damage.ItemsLost} {a.Language} {a.Dateline:O}\n");
            text.Append(CultureInfo.InvariantCulture, $"{a.Title}\n{a.Section}\n{a.Signature}\n");
            text.AppendJoin('\n', a.Paragraphs).AppendJoin('\n', a.Related).AppendJoin('\n', a.Diagnostics);
        }

        return text.ToString();
    }
}
