using System.Globalization;
using System.Numerics;

namespace NewsFunctions.Core.Facts;

/// <summary>What an HTML page says of itself, and a digest of its text: from the beginning of it that was read.</summary>
public sealed record PageFacts
{
    // Of the 64 bits: two texts of which a tenth of the words differ are about that far apart, unrelated ones about 32.
    private const int NearBits = 10;

    // Fewer words than any article has: a notice.
    private const int FewWords = 20;

    /// <summary><c>og:title</c>, else the title of the document; null where it is the name of the site.</summary>
    public string? Title { get; init; }

    /// <summary>The first main heading.</summary>
    public string? Heading { get; init; }

    /// <summary>The address that the page says is its own (<c>rel=canonical</c>, else <c>og:url</c>).</summary>
    public string? Canonical { get; init; }

    /// <summary>Where a <c>meta</c> refresh of at most five seconds leads; null where there is none, or where it leads to the page itself.</summary>
    public string? Refresh { get; init; }

    /// <summary>64-bit SimHash of neighbouring words outside of links and navigation, 16 hex digits.</summary>
    public string TextHash { get; init; } = "";

    /// <summary>Words outside of links and navigation.</summary>
    public int Words { get; init; }

    /// <summary>Whether it says something itself: of a page that a script fills in, every address has the same frame.</summary>
    internal bool HasOwnText => Heading is not null && Words >= FewWords;

    /// <summary>Whether this is the same page but for what changes with every request: titles alike up to numbers, text nearly so.</summary>
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
