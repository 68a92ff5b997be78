namespace NewsFunctions.Dumps.Bytes;

/// <summary>Recognises short lines that are not paragraphs. docs/dump-format.md has the rules.</summary>
internal static class LineShapes
{
    private const int MaxSignatureLength = 16;
    private const int MaxSectionLength = 60;
    private const int MaxTitleLength = 300;
    private const int MaxSourceLength = 1024;

    /// <summary>Recognises <c>S/SH 11</c>, <c>218-12</c>, <c>202</c>: groups of at most 4 capitals or 6 digits, separated by single
    /// <c>/</c>, <c>-</c> or spaces, with at least one digit or <c>/</c>.</summary>
    public static bool IsSignature(ReadOnlySpan<byte> line)
    {
        if (line.Length is 0 or > MaxSignatureLength)
        {
            return false;
        }

        bool telling = false;
        int group = 0;
        byte last = (byte)' ';
        foreach (byte b in line)
        {
            bool letter = char.IsAsciiLetterUpper((char)b);
            bool digit = char.IsAsciiDigit((char)b);
            bool divides = b is (byte)'/' or (byte)'-' or (byte)' ';
            if ((divides && group == 0) || !(divides || letter || digit))
            {
                return false;
            }

            group = divides ? 0 : group + 1;
            if (group > 6 || (letter && group > 4))
            {
                return false;
            }

            telling |= digit || b == (byte)'/';
            last = b;
        }

        return telling && char.IsAsciiLetterOrDigit((char)last);
    }

    /// <summary>Recognises <c>Alalam - Iraq</c>: two names of one to three capitalised words around one <c> - </c>, without punctuation or
    /// digits.</summary>
    public static bool IsSection(ReadOnlySpan<byte> line)
    {
        if (line.Length > MaxSectionLength)
        {
            return false;
        }

        int dash = line.IndexOf(" - "u8);
        return dash > 0 && IsName(line[..dash]) && IsName(line[(dash + 3)..]);
    }

    /// <summary>Returns whether a line may be the title of the article that follows it: headlines have no full stop at the end.</summary>
    public static bool MayBeTitle(ReadOnlySpan<byte> line) =>
        line.Length is > 0 and <= MaxTitleLength && !IsSignature(line)
        && !line.EndsWith("."u8) && !line.EndsWith("\""u8) && !line.EndsWith("\u201d"u8);

    /// <summary>Recognises <c>/srv/www/show.php:12:</c>, the file and line that xdebug prints before a dump.</summary>
    public static bool IsSource(ReadOnlySpan<byte> line)
    {
        if (line.Length > MaxSourceLength || !line.EndsWith(":"u8))
        {
            return false;
        }

        line = line[..^1];
        int colon = line.LastIndexOf((byte)':');
        ReadOnlySpan<byte> path = colon < 0 ? default : line[..colon];
        return path.Length > 0 && colon + 1 < line.Length && !line[(colon + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && path.IndexOfAny((byte)'/', (byte)'\\') >= 0
            && (path.EndsWith("eval()'d code"u8) || (path.LastIndexOf((byte)'.') is >= 0 and var dot && dot > path.LastIndexOfAny((byte)'/', (byte)'\\')));
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        int words = 0;
        bool startsWord = true;
        foreach (byte b in name)
        {
            if (b == (byte)' ')
            {
                if (startsWord)
                {
                    return false;
                }

                startsWord = true;
                continue;
            }

            bool foreign = b >= 0x80;
            if (startsWord ? !(char.IsAsciiLetterUpper((char)b) || foreign) : !(char.IsAsciiLetter((char)b) || foreign))
            {
                return false;
            }

            words += startsWord ? 1 : 0;
            startsWord = false;
        }

        return words is >= 1 and <= 3 && !startsWord;
    }
}
