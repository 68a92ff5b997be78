using System.Globalization;
using System.Text;

namespace NewsFunctions.Core.Text;

/// <summary>Brings letters that are written in several ways to one: case, accents, vowel signs, the letters and digits that Persian and
/// Arabic keyboards write differently. What is neither letter nor digit divides words.</summary>
internal static class TextFolding
{
    public const char Divider = ' ';

    /// <summary>To be left out: the word goes on behind it.</summary>
    public const char Dropped = '\0';

    /// <param name="c">Best decomposed, so that accents are characters of their own.</param>
    public static char Fold(char c)
    {
        if (char.IsAscii(c))
        {
            return char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : c == '\'' ? Dropped : Divider;
        }

        switch (c)
        {
            case 'أ' or 'إ' or 'آ' or 'ٱ':
                return 'ا';
            case 'ؤ':
                return 'و';
            case 'ئ' or 'ي' or 'ى':
                return 'ی';
            case 'ك':
                return 'ک';
            case 'ة' or 'ۀ':
                return 'ه';
            // Stretching, the hamza that one keyboard has and another has not, joiners: half of the writers leave them out.
            case 'ـ' or 'ء' or '\u200b' or '\u200c' or '\u200d' or '\u2019' or '\u02bc':
                return Dropped;
            default:
                return CharUnicodeInfo.GetUnicodeCategory(c) switch
                {
                    UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => Dropped,
                    UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
                    UnicodeCategory.Surrogate or UnicodeCategory.SpacingCombiningMark => c,
                    _ => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : Divider,
                };
        }
    }

    /// <summary>Words divided by single spaces.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in Decomposed(text))
        {
            char one = Fold(c);
            if (one == Divider ? folded.Length > 0 && folded[^1] != Divider : one != Dropped)
            {
                folded.Append(one);
            }
        }

        return folded.ToString().TrimEnd(Divider);
    }

    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: dumps and pages hold such text.
            return text;
        }
    }
}
