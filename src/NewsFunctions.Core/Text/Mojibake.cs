using System.Buffers;
using System.Globalization;
using System.Text;

namespace NewsFunctions.Core.Text;

/// <summary>Undoes double encoding: UTF-8 whose bytes were once read as Windows-1252 or Latin-1 and written as UTF-8 again, so that
/// <c>“</c> became <c>â€œ</c> and <c>ال</c> became <c>Ø§Ù„</c>.</summary>
internal static class Mojibake
{
    private const int MaxRounds = 3;

    /// <summary>The characters for 0x80 to 0x9F in Windows-1252. It leaves five undefined; lenient decoders map them to control characters.</summary>
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    /// <summary>Characters that often follow an accented letter in undamaged text.</summary>
    private static readonly SearchValues<char> Punctuation = SearchValues.Create("\u00a0€‚„…‘’“”–—‹›«»");

    /// <summary>Repairs a line with one or several rounds of double encoding. Returns false and the unchanged text unless all of it decodes as
    /// UTF-8 and some of it is almost certainly double encoded.</summary>
    public static bool TryRepair(string text, out string repaired)
    {
        repaired = text;
        string undone = text;
        for (int round = 0; round < MaxRounds && TryMeasure(undone, out int length); round++)
        {
            undone = string.Create(length, undone, Write);

            // An intermediate round contains control characters; real text has none.
            repaired = undone.AsSpan().ContainsAnyInRange('\u0080', '\u009f') ? repaired : undone;
        }

        return !ReferenceEquals(repaired, text);
    }

    /// <summary>Returns whether one round can be undone, and the resulting length.</summary>
    private static bool TryMeasure(string text, out int length)
    {
        length = text.Length;
        int at = text.AsSpan().IndexOfAnyInRange('\u00c2', '\u00f4');
        if (at < 0)
        {
            return false;
        }

        bool certain = false;
        for (at = NextForeign(text, 0); at < text.Length; at = NextForeign(text, at))
        {
            if (ByteOf(text[at]) < 0)
            {
                at++;
                continue;
            }

            if (!TryDecode(text, at, out Rune rune, out int consumed) || !IsPlausible(rune))
            {
                return false;
            }

            length -= consumed - rune.Utf16SequenceLength;
            certain |= IsCertain(text, at, consumed);
            at += consumed;
        }

        return certain;
    }

    private static void Write(Span<char> target, string text)
    {
        int written = 0;
        for (int at = 0; at < text.Length;)
        {
            int next = NextForeign(text, at);
            text.AsSpan(at, next - at).CopyTo(target[written..]);
            written += next - at;
            at = next;
            if (at == text.Length)
            {
                return;
            }

            if (ByteOf(text[at]) < 0)
            {
                target[written++] = text[at++];
                continue;
            }

            TryDecode(text, at, out Rune rune, out int consumed);
            written += rune.EncodeToUtf16(target[written..]);
            at += consumed;
        }
    }

    /// <summary>Returns the index of the next character outside ASCII.</summary>
    private static int NextForeign(string text, int at)
    {
        int found = text.AsSpan(at).IndexOfAnyExceptInRange('\0', '\u007f');
        return found < 0 ? text.Length : at + found;
    }

    private static bool TryDecode(string text, int at, out Rune rune, out int consumed)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        for (; count < bytes.Length && at + count < text.Length && ByteOf(text[at + count]) is >= 0x80 and var b; count++)
        {
            bytes[count] = (byte)b;
        }

        return Rune.DecodeFromUtf8(bytes[..count], out rune, out consumed) == OperationStatus.Done;
    }

    private static int ByteOf(char c)
    {
        if (c <= '\u00ff')
        {
            return c;
        }

        int special = Windows1252.IndexOf(c, StringComparison.Ordinal);
        return special < 0 ? -1 : 0x80 + special;
    }

    /// <summary>Returns whether a decoded character is plausible. An accented letter and two punctuation marks can decode to a script unused
    /// in news.</summary>
    private static bool IsPlausible(Rune rune) =>
        rune.Value is not (>= 0x800 and < 0x860)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    /// <summary>Returns whether this is mojibake and not a letter followed by punctuation, as in <c>IRMÃ”</c>. It is if the word continues
    /// after it.</summary>
    private static bool IsCertain(string text, int at, int length)
    {
        int end = at + length;
        return text.AsSpan(at + 1, length - 1).ContainsAnyExcept(Punctuation)
            || text.AsSpan(at).StartsWith("â€")
            || (at > 0 && end < text.Length && char.IsAsciiLetter(text[at - 1]) && char.IsAsciiLetter(text[end]));
    }
}
