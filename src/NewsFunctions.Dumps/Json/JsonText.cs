using System.Globalization;
using System.Net;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Json;

/// <summary>Decodes the text of a JSON string.</summary>
internal static class JsonText
{
    /// <summary>Decodes HTML entities, which sites leave in titles and paths.</summary>
    public static string DecodeEntities(string text) => text.Contains(';', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;

    public static string Unescape(string text, out EscapeDefects defects)
    {
        defects = EscapeDefects.None;
        char[] result = new char[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result[length++] = text[i];
                continue;
            }

            char kind = text[++i];
            int simple = "\"\\/bfnrt".IndexOf(kind, StringComparison.Ordinal);
            if (simple >= 0)
            {
                result[length++] = "\"\\/\b\f\n\r\t"[simple];
            }
            else if (kind == 'u' && i + 4 < text.Length
                && ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                result[length++] = (char)unit;
                i += 4;
            }
            else
            {
                result[length++] = '\\';
                result[length++] = kind;
                defects |= EscapeDefects.Unknown;
            }
        }

        return new string(ReplaceHalfPairs(result.AsSpan(0, length), ref defects));
    }

    private static Span<char> ReplaceHalfPairs(Span<char> text, ref EscapeDefects defects)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\ufffd';
                defects |= EscapeDefects.HalfPair;
            }
        }

        return text;
    }
}
