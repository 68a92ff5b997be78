using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Parses one text. It is a pure function, linear in the number of bytes, that never throws, whatever they are.</summary>
/// <remarks>docs/dump-format.md describes the format and every rule.</remarks>
public static class DumpParser
{
    /// <summary>Parses a separate text. Offsets are those of the text.</summary>
    public static ParsedDump Parse(ReadOnlyMemory<byte> text) => FileSignatures.Describe(text.Span) is { } foreign
        ? Rejected(text.Span, DumpDiagnostics.NotPlainText(foreign, 0))
        : Parse(text.Span, isArticle: false, isGuess: false);

    /// <summary>Parses the text of a record, with the context from its container and the preceding text. Offsets are those of the text.</summary>
    /// <remarks>The first bytes of the whole text have already shown that it is a text. The record itself may begin with any bytes.</remarks>
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
