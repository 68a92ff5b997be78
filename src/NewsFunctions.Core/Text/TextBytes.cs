using System.Buffers;
using System.Text;

namespace NewsFunctions.Core.Text;

/// <summary>Marks a range of the text.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}

internal static class TextBytes
{
    /// <summary>Returns the index of the next line end: LF, CR LF or the lone CR of old Macs. CR LF gives an empty line in between, which is
    /// harmless.</summary>
    public static int IndexOfLineEnd(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'\n', (byte)'\r');

    /// <summary>Returns the range without surrounding white space and without leading byte order marks, which concatenated files have.</summary>
    public static TextSpan Trim(ReadOnlySpan<byte> text, int start, int end)
    {
        start = FirstText(text, start, end);
        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return new TextSpan(start, end - start);
    }

    /// <summary>Returns the index of the first byte that is neither white space nor a byte order mark, or the end.</summary>
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

    /// <summary>Examines every multi-byte sequence and every byte that begins none.</summary>
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

/// <summary>Counts the ways in which a text deviates from UTF-8.</summary>
internal struct Utf8Findings
{
    /// <summary>The number of valid sequences of two to four bytes.</summary>
    public long Valid { get; set; }

    public long Invalid { get; set; }

    public int FirstInvalid { get; set; }

    /// <summary>The number of characters encoded as two surrogates (CESU-8); <see cref="Cesu8"/> reads them.</summary>
    public long Pairs { get; set; }

    public int FirstPair { get; set; }

    /// <summary>The number of <see cref="Invalid"/> sequences that are single bytes. A text in a one-byte encoding consists of them.</summary>
    public long Strays { get; set; }

    /// <summary>The start of a character that the end of the text cuts off; -1 if there is none.</summary>
    public int CutOff { get; set; }
}
