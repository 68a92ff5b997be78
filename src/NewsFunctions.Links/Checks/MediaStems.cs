namespace NewsFunctions.Links.Checks;

/// <summary>Recognises media paths that are the same upload in other sizes: <c>a_25f_4x3.jpg</c> and <c>a_16x9.webp</c>, in any directory.</summary>
internal static class MediaStems
{
    private static readonly HashSet<string> Renditions = new(StringComparer.Ordinal)
    {
        "thumb", "thumbnail", "small", "medium", "large", "full", "scaled", "original", "orig", "crop", "cropped", "preview", "poster",
        "xs", "s", "m", "l", "xl", "hd", "sd",
    };

    /// <summary>Returns the file name without its extension and rendition words, or the whole path if nothing else is left.</summary>
    public static string Of(string path)
    {
        int end = path.AsSpan().IndexOfAny('?', '#') is >= 0 and var query ? query : path.Length;
        ReadOnlySpan<char> name = path.AsSpan(0, end);
        name = name[(name.LastIndexOf('/') + 1)..];
        name = name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;
        while (name.LastIndexOfAny('_', '-', '@') is > 0 and var divider && IsRendition(name[(divider + 1)..]))
        {
            name = name[..divider];
        }

        return name.IsEmpty ? path : name.ToString().ToLowerInvariant();
    }

    /// <summary>Returns whether the word names a size: <c>4x3</c>, <c>25f</c>, <c>720p</c>, <c>640w</c>, <c>2x</c>.</summary>
    private static bool IsRendition(ReadOnlySpan<char> word)
    {
        int digits = word.IndexOfAnyExceptInRange('0', '9');
        if (digits is > 0 and <= 4)
        {
            ReadOnlySpan<char> rest = word[digits..];
            return rest is "f" or "p" or "w" or "h" or "x"
                || (rest.Length is >= 2 and <= 5 && rest[0] is 'x' && rest[1..].IndexOfAnyExceptInRange('0', '9') < 0);
        }

        return Renditions.Contains(word.ToString().ToLowerInvariant());
    }
}
