using System.Buffers;

namespace NewsFunctions.Links.Pages;

/// <summary>Reads the article id from the address that a page declares as its own.</summary>
internal static class PageAddress
{
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Returns whether the address contains the id as a whole word.</summary>
    public static bool Names(string? address, string id)
    {
        ReadOnlySpan<char> rest = PathOf(address);
        ReadOnlySpan<char> before = default;
        while (id.Length > 0 && rest.IndexOf(id, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            ReadOnlySpan<char> left = at > 0 ? rest[..at] : before;
            ReadOnlySpan<char> right = rest[(at + id.Length)..];
            if (!Touches(left, last: true) && !Touches(right, last: false))
            {
                return true;
            }

            before = rest[..(at + 1)];
            rest = rest[(at + 1)..];
        }

        return false;
    }

    /// <summary>Returns the id in an address with the same structure as the location, or null if the structure differs. It works only for numeric
    /// ids, because other words cannot be recognised as ids.</summary>
    public static string? IdLike(string? address, string location, string id)
    {
        if (id.Length == 0 || !id.All(char.IsAsciiDigit))
        {
            return null;
        }

        ReadOnlySpan<char> template = PathOf(location);
        int at = template.LastIndexOf(id, StringComparison.Ordinal);
        ReadOnlySpan<char> path = PathOf(address);
        if (at <= 0 || !path.StartsWith(template[..at], StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        ReadOnlySpan<char> rest = path[at..];
        int end = rest.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = end < 0 ? rest : rest[..end];

        // "/news/2016/03/07/title" does not contain the id 2016.
        bool like = digits.Length > 0 && Math.Abs(digits.Length - id.Length) <= 2 && (end < 0 || !IdCharacters.Contains(rest[end]));
        return like ? digits.ToString() : null;
    }

    private static bool Touches(ReadOnlySpan<char> side, bool last) =>
        side.Length > 0 && IdCharacters.Contains(last ? side[^1] : side[0]);

    private static string PathOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? url) ? url.PathAndQuery : "";
}
