using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Sites;

/// <summary>The URLs that the archive follows: absolute, http or https, without a user name before the host.</summary>
public static class HttpUrl
{
    private static readonly SearchValues<char> OfSchemes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

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

    /// <remarks>A user name is refused because <c>https://known.example@other.example/</c> is there to mislead.</remarks>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? uri)
    {
        uri = null;
        if (!IsMeant(text) || text.Any(c => char.IsControl(c) || c == '\\') || !Uri.TryCreate(text, UriKind.Absolute, out Uri? parsed)
            || parsed.UserInfo.Length > 0 || parsed.Host.Length == 0 || !HasReadableHost(parsed))
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
