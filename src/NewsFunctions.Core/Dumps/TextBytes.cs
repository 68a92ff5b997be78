using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NewsFunctions.Dumps;

/// <summary>A stretch of the text.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}

internal static class TextBytes
{
    private static readonly byte[] White = " \t\r\n\v\f"u8.ToArray();

    public static TextSpan Trim(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> line = text[start..end];
        int skipped = line.IndexOfAnyExcept(White);
        return skipped < 0 ? new TextSpan(start, 0) : new TextSpan(start + skipped, line.LastIndexOfAnyExcept(White) + 1 - skipped);
    }

    public static int SkipWhite(ReadOnlySpan<byte> text, int at, int end)
    {
        while (at < end && IsWhite(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsWhite(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>Where the text stops being UTF-8 and how often; null where it is UTF-8 throughout.</summary>
    public static (int First, long Count)? FindInvalid(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return null;
        }

        int first = -1;
        long count = 0;
        for (int at = 0; at < text.Length;)
        {
            OperationStatus status = Rune.DecodeFromUtf8(text[at..], out _, out int consumed);
            if (status != OperationStatus.Done)
            {
                first = first < 0 ? at : first;
                count++;
            }

            at += Math.Max(consumed, 1);
        }

        return (first, count);
    }
}
