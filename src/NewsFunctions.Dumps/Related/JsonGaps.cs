using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Related;

/// <summary>Skips white space between the tokens of a list, and comments, which JSON does not have.</summary>
internal static class JsonGaps
{
    private const int MaxComment = 1024;

    /// <returns>The next byte of the list, or the limit.</returns>
    public static int Skip(ReadOnlySpan<byte> text, int at, int limit, RelatedItems items)
    {
        while (true)
        {
            at = TextBytes.SkipWhite(text, at, limit);
            if (at >= limit || text[at] != (byte)'/' || EndOfComment(text[at..Math.Min(limit, at + MaxComment)]) is not (> 0 and var length))
            {
                return at;
            }

            items.NoteScript(at);
            at += length;
        }
    }

    private static int EndOfComment(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("//"u8))
        {
            return TextBytes.IndexOfLineEnd(text);
        }

        int end = text.StartsWith("/*"u8) ? text[2..].IndexOf("*/"u8) : -1;
        return end < 0 ? 0 : end + 4;
    }
}
