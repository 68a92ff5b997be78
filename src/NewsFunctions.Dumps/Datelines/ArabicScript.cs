using System.Buffers;
using System.Text.Unicode;

namespace NewsFunctions.Dumps.Datelines;

/// <summary>Folds a line in Arabic script to one spelling: letters that differ between Persian and Arabic, or between keyboards, become
/// one; digits become ASCII, separators <c>,</c> and <c>-</c>; joiners, vowel signs, hamzas and direction marks are removed.</summary>
internal static class ArabicScript
{
    private const char Dropped = '\0';
    private const char Refused = '\uffff';

    private const int FirstBeyondArabic = 0x700;

    private static readonly char[] Folded = [.. Enumerable.Range(0, FirstBeyondArabic).Select(c => Compute((char)c))];

    /// <returns>The number of characters written; -1 if the line has a character that no dateline has.</returns>
    public static int Fold(ReadOnlySpan<byte> line, Span<char> folded)
    {
        if (line.Length > folded.Length || Utf8.ToUtf16(line, folded, out _, out int count, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            return -1;
        }

        int length = 0;
        char before = default;
        for (int i = 0; i < count; i++)
        {
            char one = Fold(folded[i]);
            if (one == Refused || (one == ':' && !(i + 1 < count && char.IsDigit(before) && char.IsDigit(folded[i + 1]))))
            {
                return -1;
            }

            before = folded[i];
            if (one != Dropped)
            {
                folded[length++] = one;
            }
        }

        return length;
    }

    /// <summary>Folds known names, and removes their spaces.</summary>
    public static string[] Fold(params ReadOnlySpan<string> names)
    {
        string[] folded = new string[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            folded[i] = string.Concat(names[i].Where(c => c != ' ').Select(Fold).Where(c => c != Dropped));
        }

        return folded;
    }

    private static char Fold(char c) => c < FirstBeyondArabic ? Folded[c] : Compute(c);

    private static char Compute(char c) => c switch
    {
        >= '0' and <= '9' or >= 'A' and <= 'Z' or ' ' or ',' or '-' or '/' or ':' or '|' or '(' or ')' or '+' or '.' => c,
        >= 'a' and <= 'z' => (char)(c - 'a' + 'A'),
        '\t' or '\u00a0' or '\u202f' => ' ',
        '\u060c' or '\u061b' or ';' => ',',
        >= '\u2010' and <= '\u2015' or '\u2212' => '-',
        >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
        >= '\u06f0' and <= '\u06f9' => (char)(c - '\u06f0' + '0'),
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' or 'ي' or 'ى' => 'ی',
        'ك' => 'ک',
        'ة' or 'ۀ' => 'ه',
        'ء' or 'ـ' => Dropped,
        >= '\u064b' and <= '\u065f' or '\u0670' => Dropped,
        >= '\u200b' and <= '\u200f' or >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\ufeff' => Dropped,
        >= '\u0620' and <= '\u064a' or 'پ' or 'چ' or 'ژ' or 'گ' or 'ک' or 'ی' => c,
        _ => Refused,
    };
}
