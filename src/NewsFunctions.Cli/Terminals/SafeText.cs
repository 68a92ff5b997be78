using System.Globalization;
using System.Text;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Text from dumps and from strangers' servers, made harmless for a terminal.</summary>
/// <remarks>
/// A terminal obeys escape sequences (C0 and C1 controls), and bidirectional controls reorder what a reader sees
/// (CVE-2021-42574). Both become U+FFFD; line breaks and tabs become spaces. Joiners stay: Persian cannot be written without.
/// </remarks>
internal static class SafeText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>One line of text that only shows itself.</summary>
    public static string Line(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            safe.Append(rune.Value is '\n' or '\r' or '\t' ? " " : Harmless(rune).ToString());
        }

        return safe.ToString();
    }

    /// <summary>The same JSON value, spelt without characters that a terminal might obey; outside strings JSON has none.</summary>
    public static string Json(string json)
    {
        var safe = new StringBuilder(json.Length);
        foreach (Rune rune in json.EnumerateRunes())
        {
            if (Harmless(rune) == rune)
            {
                safe.Append(rune.ToString());
                continue;
            }

            foreach (char unit in rune.ToString())
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
        }

        return safe.ToString();
    }

    private static Rune Harmless(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format when rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner => rune,
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => Rune.ReplacementChar,
        _ => rune,
    };
}
