using System.Globalization;
using System.Text;

namespace NewsFunctions.Core.Text;

/// <summary>Folds spelling variants to one form: case, accents, vowel signs, and the letters and digits that Persian and
/// Arabic keyboards write differently. Characters that are neither letters nor digits separate words.</summary>
internal static class TextFolding
{
    public const char Divider = ' ';

    /// <summary>Marks a character to drop: the word continues after it.</summary>
    public const char Dropped = '\0';

    /// <param name="c">Should be decomposed, so that accents are separate characters.</param>
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
            // Tatweel, the hamza that only some keyboards have, and joiners: about half of all writers omit them.
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

    /// <summary>Folds a text to words separated by single spaces.</summary>
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
            // Dumps and pages can contain half a surrogate pair.
            return text;
        }
    }
}
