using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Core.Ids;

/// <summary>The URLs that the archive follows: absolute, http or https, without a user name before the host.</summary>
public static class HttpUrl
{
    private static readonly SearchValues<char> OfSchemes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, ' ').Append(0x7F).Select(c => (char)c)]);

    /// <summary>Whether the text means to be an absolute http(s) URL, well formed or not.</summary>
    public static bool IsMeant([NotNullWhen(true)] string? text) =>
        text is not null
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the text begins with a scheme, whichever: <c>https:</c>, <c>ftp:</c>, <c>data:</c>.</summary>
    public static bool HasScheme(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int end = text.AsSpan().IndexOfAny(":/?#");
        return end > 0 && text[end] == ':' && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, end).IndexOfAnyExcept(OfSchemes) < 0;
    }

    /// <summary>Whether the text has ASCII control characters, or a path with escaped ones: no name has them, and on their way to a server
    /// they have ended requests and begun others.</summary>
    public static bool HasControl(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int query = text.AsSpan().IndexOfAny("?#");
        string path = query < 0 ? text : text[..query];
        return text.AsSpan().ContainsAny(Controls) || (path.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(path).AsSpan().ContainsAny(Controls));
    }

    /// <summary>Whether an at sign stands before the host; <see cref="Uri"/> forgets an empty user name.</summary>
    public static bool NamesUser(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> authority = text.AsSpan(text.IndexOf("//", StringComparison.Ordinal) + 2);
        int end = authority.IndexOfAny("/?#");
        return (end < 0 ? authority : authority[..end]).Contains('@');
    }

    /// <remarks>A user name is refused because <c>https://known.example@other.example/</c> is there to mislead.</remarks>
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

    /// <summary>Whether the host can be asked for: <see cref="Uri"/> takes names that no domain can have, and fails when it is asked.</summary>
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
