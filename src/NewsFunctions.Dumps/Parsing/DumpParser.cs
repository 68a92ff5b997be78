using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Parses one text: a pure function over its bytes, linear in their number, that never throws for what they hold.</summary>
/// <remarks>The format and every rule are described in docs/dump-format.md.</remarks>
public static class DumpParser
{
    /// <summary>A text of its own. Offsets are those of the text.</summary>
    public static ParsedDump Parse(ReadOnlyMemory<byte> text) => FileSignatures.Describe(text.Span) is { } foreign
        ? Rejected(text.Span, DumpDiagnostics.NotPlainText(foreign, 0))
        : Parse(text.Span, isArticle: false, isGuess: false);

    /// <summary>The text of a record, with what its container and the text before it say. Offsets are those of the text.</summary>
    /// <remarks>That it is a text has been seen already, by the first bytes of the whole, of which the record may have any.</remarks>
    public static ParsedDump Parse(DumpRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Parse(record.Bytes.Span, record.IsArticle, record.FollowsOpenArticle);
    }

    private static ParsedDump Parse(ReadOnlySpan<byte> text, bool isArticle, bool isGuess)
    {
        var articles = new List<ParsedArticle>(1);
        var scanner = new ArticleScanner(0);
        using ArticleText builder = ArticleText.Take();
        while (scanner.TryNext(text, final: true, out ArticleOutline outline))
        {
            articles.Add(builder.Read(text, outline with { IsGuess = outline.IsGuess || (isGuess && outline.Start == 0) }));
        }

        ArticleOutline last = scanner.Open with { End = text.Length };
        if (last.IsArticle || (isArticle && TextBytes.FirstText(text, last.Start, text.Length) < text.Length))
        {
            articles.Add(builder.Read(text, last with { IsGuess = last.IsGuess || (isGuess && last.Start == 0) }));
        }

        return articles.Count == 0
            ? Rejected(text, WhyNothing(text))
            : new ParsedDump { Articles = articles, Diagnostics = [], Bytes = text.Length };
    }

    private static DumpDiagnostic WhyNothing(ReadOnlySpan<byte> text)
    {
        int start = TextBytes.FirstText(text, 0, text.Length);
        if (start == text.Length)
        {
            return DumpDiagnostics.Empty();
        }

        int control = text.IndexOfAnyInRange((byte)0, (byte)8);
        return control < 0 ? DumpDiagnostics.NoArticle(start) : DumpDiagnostics.NotPlainText("it holds control characters such as binary files have", control);
    }

    private static ParsedDump Rejected(ReadOnlySpan<byte> text, DumpDiagnostic reason) =>
        new() { Articles = [], Diagnostics = [reason], Bytes = text.Length };
}
