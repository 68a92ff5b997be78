using AngleSharp.Dom;

namespace NewsFunctions.Html;

/// <summary>Holds a line of a page as a reader sees it, or a related block in it.</summary>
/// <param name="Text">The text with collapsed white space and trimmed ends; for a block every character of the page.</param>
/// <param name="Element">The innermost block-level element around it.</param>
/// <param name="LinkLength">The number of its characters that are in links.</param>
/// <param name="IsBlock">Whether it is a related block (<c>string(N) "[...]"</c>, <c>array(N) {...}</c>) and nothing else.</param>
internal sealed record PageLine(string Text, IElement Element, int LinkLength, bool IsBlock)
{
    private const int LongText = 60;

    /// <summary>The level of a heading from 1 to 6; otherwise 0.</summary>
    public int Heading => Element.LocalName is ['h', >= '1' and <= '6'] name ? name[1] - '0' : 0;

    public bool IsMostlyLink => LinkLength * 2 > Text.Length;

    /// <summary>Says whether the line reads like a sentence or is a paragraph of its own.</summary>
    public bool IsProse =>
        !IsBlock && Heading == 0 && !IsMostlyLink && Text.AsSpan().ContainsAnyExcept(PageWords.NoWordCharacters)
        && (Element.LocalName == "p" || Text.Length >= LongText || Text[^1] is '.' or '"' or '\u201d' or '!' or '?' or '\u061f');
}
