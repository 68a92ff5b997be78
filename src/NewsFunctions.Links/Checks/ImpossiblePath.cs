using System.Security.Cryptography;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Checks;

/// <summary>Builds URLs like a link's at which nothing can exist. The host's answer there is its not-found baseline.</summary>
internal static class ImpossiblePath
{
    private const int NumberDigits = 9;
    private const int StemCharacters = 24;

    /// <summary>Returns the location with another name in place of the link's; directory and extension stay. A number becomes a number of at least
    /// nine digits that begins with a nine, which no article has but every database can look up.</summary>
    public static (Uri Url, string Name) Beside(Uri location, Link link)
    {
        string url = location.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        string name = link.Kind == LinkKind.Page ? link.Path : StemOf(link.Path);
        int start = url.Length - location.PathAndQuery.Length;
        int at = name.Length == 0 ? -1 : url.LastIndexOf(name, StringComparison.Ordinal);
        if (at < start)
        {
            // The name is escaped in the URL, so the last segment is replaced.
            int end = url.IndexOfAny(['?', '#'], start) is >= 0 and var query ? query : url.Length;
            at = url.LastIndexOf('/', end - 1) + 1;
            name = StemOf(url[at..end]);
        }

        string other = Other(name);
        return (new Uri(string.Concat(url.AsSpan(0, at), other, url.AsSpan(at + name.Length))), other);
    }

    private static string Other(string name) => name.Length > 0 && name.All(char.IsAsciiDigit)
        ? $"9{RandomNumberGenerator.GetString("0123456789", Math.Max(NumberDigits, name.Length) - 1)}"
        : RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", StemCharacters);

    private static string StemOf(string path)
    {
        int end = path.IndexOfAny(['?', '#']) is >= 0 and var query ? query : path.Length;
        int from = end == 0 ? 0 : path.LastIndexOf('/', end - 1) + 1;
        string file = path[from..end];
        return file.LastIndexOf('.') is > 0 and var dot ? file[..dot] : file;
    }
}
