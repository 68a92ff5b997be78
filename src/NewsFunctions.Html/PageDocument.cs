using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace NewsFunctions.Html;

/// <summary>Parses a page within bounds of time and memory, whatever it contains.</summary>
/// <remarks>The tree builder of the HTML standard searches its stack of open elements for most tags, so its time is
/// elements times depth. The parser's own depth limit flattens the tree but not that stack, so pages that reach the
/// limit are refused. Only attributes used here are kept, because a million repeated ones would be compared.</remarks>
internal static class PageDocument
{
    private const int ElementsBetweenLooks = 16;
    private const int MaxAttributes = 32;

    private static readonly HashSet<string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "class", "style", "hidden", "role", "href", "rel", "type", "name", "property", "content", "itemprop", "itemtype", "datetime", "dir", "lang",
        "http-equiv",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> AttributeLookup =
        Attributes.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryParse(string html, PageLimits limits, out IHtmlDocument document, out string tooMuch)
    {
        int count = 0;
        INode? last = null;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            SkipComments = true,
            IsScripting = false,
            DisableElementPositionTracking = true,
            MaximumDepth = limits.MaxDepth,
            ShouldEmitAttribute = IsWanted,
            OnCreated = (element, _) =>
            {
                if (++count > limits.MaxElements)
                {
                    throw new TooComplexException(Invariant($"more than {limits.MaxElements} elements"));
                }

                // An element is placed after it was created, so the previous one is checked.
                if (count % ElementsBetweenLooks == 0 && IsTooDeep(last, limits.MaxDepth - ElementsBetweenLooks))
                {
                    throw new TooComplexException(Invariant($"elements nested {limits.MaxDepth} deep"));
                }

                last = element;
            },
        });
        try
        {
            tooMuch = "";
            document = parser.ParseDocument(html);
            return true;
        }
        catch (TooComplexException e)
        {
            tooMuch = e.Message;
            document = null!;
            return false;
        }
    }

    private static bool IsWanted(ref StructHtmlToken tag, ReadOnlyMemory<char> name) =>
        AttributeLookup.Contains(name.Span) && tag.Attributes.Count < MaxAttributes;

    private static bool IsTooDeep(INode? node, int most)
    {
        int depth = 0;
        for (; node is not null && depth < most; node = node.Parent)
        {
            depth++;
        }

        return depth >= most;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class TooComplexException(string message) : Exception(message);
}
