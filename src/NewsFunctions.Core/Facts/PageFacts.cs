using System.Globalization;
using System.Numerics;

namespace NewsFunctions.Core.Facts;

/// <summary>Holds the metadata of an HTML page and a digest of its text, from the leading part that was read.</summary>
public sealed record PageFacts
{
    // Out of 64 bits: texts that differ in a tenth of their words are about this far apart, unrelated texts about 32.
    private const int NearBits = 10;

    // A page with fewer words than any article is only a notice.
    private const int FewWords = 20;

    /// <summary>The <c>og:title</c>, or else the document title. It is null if that is the name of the site.</summary>
    public string? Title { get; init; }

    /// <summary>The first main heading.</summary>
    public string? Heading { get; init; }

    /// <summary>The address that the page declares as its own (<c>rel=canonical</c>, else <c>og:url</c>).</summary>
    public string? Canonical { get; init; }

    /// <summary>The target of a <c>meta</c> refresh of at most five seconds. It is null if there is none, or if the target is the page
    /// itself.</summary>
    public string? Refresh { get; init; }

    /// <summary>The 64-bit SimHash of neighbouring words outside links and navigation, as 16 hex digits.</summary>
    public string TextHash { get; init; } = "";

    /// <summary>The number of words outside links and navigation.</summary>
    public int Words { get; init; }

    /// <summary>Says whether the page has text of its own. Pages filled in by a script have the same frame at every address.</summary>
    internal bool HasOwnText => Heading is not null && Words >= FewWords;

    /// <summary>Returns whether both are the same page apart from what changes per request: titles equal except for numbers, text nearly
    /// equal.</summary>
    internal bool Resembles(PageFacts other) =>
        PageTitles.AreAlike(Title, other.Title)
        && PageTitles.AreAlike(Heading, other.Heading)
        && Math.Abs(Words - other.Words) <= FewWords + (Math.Max(Words, other.Words) / 4)
        && ((Words < FewWords && other.Words < FewWords) || Distance(other) <= NearBits);

    private int Distance(PageFacts other) =>
        ulong.TryParse(TextHash, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong mine)
        && ulong.TryParse(other.TextHash, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong theirs)
            ? BitOperations.PopCount(mine ^ theirs)
            : 64;
}
