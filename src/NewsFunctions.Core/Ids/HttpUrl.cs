using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Core.Ids;

/// <summary>Parses the URLs that the archive follows: absolute, http or https, without user information.</summary>
public static class HttpUrl
{
    private static readonly SearchValues<char> OfSchemes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, ' ').Append(0x7F).Select(c => (char)c)]);

    /// <summary>Returns whether the text starts like an absolute http(s) URL, well formed or not.</summary>
    public static bool IsMeant([NotNullWhen(true)] string? text) =>
        text is not null
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns whether the text begins with any scheme: <c>https:</c>, <c>ftp:</c>, <c>data:</c>.</summary>
    public static bool HasScheme(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int end = text.AsSpan().IndexOfAny(":/?#");
        return end > 0 && text[end] == ':' && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, end).IndexOfAnyExcept(OfSchemes) < 0;
    }

    /// <summary>Returns whether the text has ASCII control characters, or a path with escaped ones. No real name has them, and they have been
    /// used for request smuggling.</summary>
    public static bool HasControl(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int query = text.AsSpan().IndexOfAny("?#");
        string path = query < 0 ? text : text[..query];
        return text.AsSpan().ContainsAny(Controls) || (path.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(path).AsSpan().ContainsAny(Controls));
    }

    /// <summary>Returns whether an at sign precedes the host. <see cref="Uri"/> drops an empty user name, so it cannot tell.</summary>
    public static bool NamesUser(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> authority = text.AsSpan(text.IndexOf("//", StringComparison.Ordinal) + 2);
        int end = authority.IndexOfAny("/?#");
        return (end < 0 ? authority : authority[..end]).Contains('@');
    }

    /// <remarks>User names are refused because URLs like <c>https://known.example@other.example/</c> mislead readers.</remarks>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? uri)
    {
        uri = null;
        if (!IsMeant(text) || text.Any(c => char.IsControl(c) || c == '\\') || !Uri.TryCreate(text, UriKind.Absolute, out Uri? parsed)
            || NamesUser(text) || parsed.Host.Length == 0 || !HasReadableHost(parsed))
        {
            return false;
        }

        uri = parsed;
        return true;
    }

    /// <summary>Returns whether the host can be resolved. <see cref="Uri"/> accepts names that no domain can have, and throws when they are
    /// read.</summary>
    public static bool HasReadableHost(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        try
        {
            return uri.IdnHost is not null;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}
