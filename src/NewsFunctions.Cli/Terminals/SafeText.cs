using System.Globalization;
using System.Text;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Makes text from dumps and from strangers' servers harmless for a terminal.</summary>
/// <remarks>
/// A terminal obeys escape sequences (C0 and C1 controls), and bidirectional controls reorder what a reader sees
/// (CVE-2021-42574). Both become U+FFFD; line breaks and tabs become spaces. Joiners stay: Persian cannot be written without.
/// </remarks>
internal static class SafeText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Returns one line of text that is safe to show.</summary>
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

    /// <summary>Returns the same JSON value without characters that a terminal might obey; outside strings JSON has none.</summary>
    public static string Json(string json)
    {
        StringBuilder? safe = null;
        int copied = 0;
        for (int at = 0; at < json.Length;)
        {
            // Printable ASCII, nearly all of it, is skipped at once.
            int ascii = json.AsSpan(at).IndexOfAnyExceptInRange(' ', '~');
            if (ascii < 0)
            {
                break;
            }

            at += ascii;
            bool isRune = Rune.TryGetRuneAt(json, at, out Rune rune);
            int length = isRune ? rune.Utf16SequenceLength : 1;
            if (!isRune || Harmless(rune) != rune)
            {
                safe ??= new StringBuilder(json.Length + 64);
                safe.Append(json, copied, at - copied);
                foreach (char unit in json.AsSpan(at, length))
                {
                    safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
                }

                copied = at + length;
            }

            at += length;
        }

        return safe is null ? json : safe.Append(json, copied, json.Length - copied).ToString();
    }

    private static Rune Harmless(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format when rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner => rune,
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => Rune.ReplacementChar,
        _ => rune,
    };
}
