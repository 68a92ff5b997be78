using System.Buffers;
using System.Text;

namespace NewsFunctions.Core.Text;

/// <summary>A stretch of the text.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}

internal static class TextBytes
{
    /// <summary>What ends a line: LF, CR LF and the lone CR of old Macs. Between CR and LF stands an empty line, which means nothing.</summary>
    public static int IndexOfLineEnd(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'\n', (byte)'\r');

    /// <summary>The stretch without the white space around it, and without byte order marks before it: files with one are joined.</summary>
    public static TextSpan Trim(ReadOnlySpan<byte> text, int start, int end)
    {
        start = FirstText(text, start, end);
        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return new TextSpan(start, end - start);
    }

    /// <summary>The first byte that is neither white space nor a byte order mark, or the end.</summary>
    public static int FirstText(ReadOnlySpan<byte> text, int at, int end)
    {
        while (at < end)
        {
            if (IsBlank(text[at]))
            {
                at++;
            }
            else if (text[at] == 0xEF && text[at..end].StartsWith("\ufeff"u8))
            {
                at += 3;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    public static int SkipWhite(ReadOnlySpan<byte> text, int at, int end)
    {
        while (at < end && IsWhite(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Looks at every sequence of more than one byte and at every byte that begins none.</summary>
    public static Utf8Findings Examine(ReadOnlySpan<byte> text)
    {
        var found = new Utf8Findings { FirstInvalid = -1, FirstPair = -1, CutOff = -1 };
        for (int at = 0; at < text.Length;)
        {
            int ascii = text[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                break;
            }

            at += ascii;
            OperationStatus status = Rune.DecodeFromUtf8(text[at..], out _, out int consumed);
            if (status == OperationStatus.Done)
            {
                found.Valid++;
            }
            else if (status == OperationStatus.NeedMoreData)
            {
                found.CutOff = at;
            }
            else if (Cesu8.IsSurrogate(text[at..]))
            {
                consumed = Cesu8.SurrogateLength;
                bool isPair = Cesu8.IsPair(text[at..]);
                found.FirstPair = isPair && found.Pairs == 0 ? at : found.FirstPair;
                found.Pairs += isPair ? 1 : 0;
                consumed += isPair ? Cesu8.SurrogateLength : 0;
                found.FirstInvalid = !isPair && found.Invalid == 0 ? at : found.FirstInvalid;
                found.Invalid += isPair ? 0 : 1;
            }
            else
            {
                found.FirstInvalid = found.Invalid == 0 ? at : found.FirstInvalid;
                found.Invalid++;
                found.Strays += consumed == 1 ? 1 : 0;
            }

            at += Math.Max(consumed, 1);
        }

        return found;
    }

    private static bool IsWhite(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool IsBlank(byte b) => b is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');
}

/// <summary>How a text that is not UTF-8 throughout misses it.</summary>
internal struct Utf8Findings
{
    /// <summary>Sequences of two to four bytes that are characters.</summary>
    public long Valid { get; set; }

    public long Invalid { get; set; }

    public int FirstInvalid { get; set; }

    /// <summary>Characters that are encoded as two surrogates (CESU-8); <see cref="Cesu8"/> reads them.</summary>
    public long Pairs { get; set; }

    public int FirstPair { get; set; }

    /// <summary>Those of <see cref="Invalid"/> that are single bytes and begin nothing: text in a one-byte encoding consists of them.</summary>
    public long Strays { get; set; }

    /// <summary>Where a character begins that the end of the text cuts off; -1 without.</summary>
    public int CutOff { get; set; }
}
