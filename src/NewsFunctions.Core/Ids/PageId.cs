namespace NewsFunctions.Core.Ids;

/// <summary>Reads the id of an article from the path of its page.</summary>
public static class PageId
{
    private const string NewsFolder = "/news/";

    /// <summary>Reads <c>/news/{id}</c> anywhere in the path, where the id has only digits. Many news sites use this form.</summary>
    public static bool TryReadNewsPath(Uri uri, out ArticleId id)
    {
        string path = uri.AbsolutePath;
        for (int at = path.IndexOf(NewsFolder, StringComparison.Ordinal); at >= 0; at = path.IndexOf(NewsFolder, at + 1, StringComparison.Ordinal))
        {
            if (TryRead(path.AsSpan(at + NewsFolder.Length), out id) && id.Value.All(char.IsAsciiDigit))
            {
                return true;
            }
        }

        id = default;
        return false;
    }

    /// <summary>Reads the first segment without a file extension. For a number followed by a slug (<c>1797706-some-title</c>) the id is the
    /// number.</summary>
    public static bool TryRead(ReadOnlySpan<char> path, out ArticleId id)
    {
        int end = path.IndexOf('/');
        ReadOnlySpan<char> segment = end < 0 ? path : path[..end];
        int digits = segment.IndexOfAnyExceptInRange('0', '9');

        // Eight digits may be the date in a slug, which many articles share.
        bool isNumberWithSlug = digits >= 5 && digits != 8 && segment[digits] is '-' or '_';
        int dot = segment.LastIndexOf('.');
        ReadOnlySpan<char> text = isNumberWithSlug ? segment[..digits] : dot > 0 && segment.Length - dot <= 6 ? segment[..dot] : segment;
        return ArticleId.TryParse(text.ToString(), out id);
    }
}
