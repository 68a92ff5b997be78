using System.Buffers;
using System.Text;

namespace NewsFunctions.Core.Text;

/// <summary>Lists the one-byte encodings that occur in news dumps besides UTF-8.</summary>
internal sealed class OneByteEncoding
{
    private const int MaxLatinRun = 4;

    private readonly byte[][] _utf8 = new byte[0x80][];

    private OneByteEncoding(string name, int codePage)
    {
        Name = name;
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        for (int i = 0; i < _utf8.Length; i++)
        {
            _utf8[i] = Encoding.UTF8.GetBytes(encoding.GetString([(byte)(0x80 + i)]));
        }
    }

    /// <summary>The encoding for Arabic and Persian.</summary>
    public static OneByteEncoding Windows1256 { get; } = new("Windows-1256", 1256);

    /// <summary>The encoding for Western Europe.</summary>
    public static OneByteEncoding Windows1252 { get; } = new("Windows-1252", 1252);

    public string Name { get; }

    /// <summary>Characters that are the same in both encodings and therefore indicate neither: quotes, dashes, the no-break space,
    /// currencies.</summary>
    private static SearchValues<byte> Signs { get; } = SearchValues.Create(
        [.. Enumerable.Range(0x80, 0x80).Select(b => (byte)b).Where(b => Windows1252.Decode(b) == Windows1256.Decode(b) && !char.IsLetter(Windows1252.Decode(b)))]);

    private static ReadOnlySpan<byte> Undefined1252 => [0x81, 0x8D, 0x8F, 0x90, 0x9D];

    /// <summary>Detects the encoding by the context of non-ASCII bytes: Arabic letters form words of their own, while accented letters and
    /// typographic quotes touch ASCII letters. Returns null if neither clearly prevails: the text is then damaged.</summary>
    public static OneByteEncoding? Detect(ReadOnlySpan<byte> text)
    {
        long arabic = 0;
        long latin = 0;
        long neither = 0;
        for (int at = NextForeign(text, 0), length; at < text.Length; at = NextForeign(text, at + length))
        {
            length = text[at..].IndexOfAnyInRange((byte)0, (byte)0x7F);
            length = length < 0 ? text.Length - at : length;
            ReadOnlySpan<byte> run = text.Slice(at, length);
            bool touchesLetter = (at > 0 && char.IsAsciiLetter((char)text[at - 1]))
                || (at + length < text.Length && char.IsAsciiLetter((char)text[at + length]));
            if (touchesLetter && length <= MaxLatinRun && !run.ContainsAny(Undefined1252))
            {
                latin += length;
            }
            else if (!touchesLetter && Windows1256.IsArabicWord(run))
            {
                arabic += length;
            }
            else if (touchesLetter || run.ContainsAnyExcept(Signs))
            {
                neither += length;
            }
        }

        return arabic > 2 * (latin + neither) ? Windows1256 : latin > 2 * (arabic + neither) ? Windows1252 : null;
    }

    public byte[] ToUtf8(ReadOnlySpan<byte> text)
    {
        byte[] utf8 = new byte[Utf8Length(text)];
        Span<byte> target = utf8;
        for (int at = 0; at < text.Length;)
        {
            int next = NextForeign(text, at);
            text[at..next].CopyTo(target);
            target = target[(next - at)..];
            for (at = next; at < text.Length && text[at] >= 0x80; at++)
            {
                byte[] character = _utf8[text[at] - 0x80];
                character.CopyTo(target);
                target = target[character.Length..];
            }
        }

        return utf8;
    }

    public int Utf8Length(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        for (int at = NextForeign(text, 0); at < text.Length; at = NextForeign(text, at + 1))
        {
            length += _utf8[text[at] - 0x80].Length - 1;
        }

        return length;
    }

    private char Decode(byte b) => Encoding.UTF8.GetString(_utf8[b - 0x80])[0];

    private static int NextForeign(ReadOnlySpan<byte> text, int at)
    {
        int found = text[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return found < 0 ? text.Length : at + found;
    }

    /// <summary>Returns whether the bytes are an Arabic word: two or more letters, or a single one (<c>و</c>, and), with Arabic punctuation
    /// and joiners.</summary>
    private bool IsArabicWord(ReadOnlySpan<byte> run)
    {
        int letters = 0;
        foreach (byte b in run)
        {
            // U+0600 to U+06FF take two bytes, D8 80 to DB BF.
            bool arabic = _utf8[b - 0x80] is [>= 0xD8 and <= 0xDB, _];
            letters += arabic ? 1 : 0;
            if (!arabic && !Signs.Contains(b) && b is not (0x9D or 0x9E))
            {
                return false;
            }
        }

        return letters > 0;
    }
}
