using System.Buffers;
using System.Collections.Concurrent;

namespace NewsFunctions.Core.Ids;

/// <summary>How hosts are named: lower case, international names in ASCII, IPv6 addresses in brackets, with the port where it is not the scheme's own.</summary>
public static class HostName
{
    // A visit asks for the names of a few hosts many thousand times, and reading a URL takes longer than all that is then asked of the host.
    private const int MaxKnown = 1000;
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:");
    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> KnownSpans =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <exception cref="UriFormatException">The name is not legal as an international one; such URLs are refused before.</exception>
    public static string Of(Uri url) => TryRemembered(url.AbsoluteUri, out string? known) && known is not null ? known : Read(url);

    /// <summary>The host of an absolute URL; null of what is none, or has no legal name in it.</summary>
    public static string? TryOf(string? location) => TryRemembered(location, out string? known) ? known : Read(location);

    /// <summary>False for what is not written plainly enough.</summary>
    private static bool TryRemembered(string? location, out string? name)
    {
        ReadOnlySpan<char> origin = Origin(location);
        if (origin.IsEmpty)
        {
            name = null;
            return false;
        }

        if (KnownSpans.TryGetValue(origin, out name))
        {
            return true;
        }

        if (Known.Count >= MaxKnown)
        {
            Known.Clear();
        }

        string text = origin.ToString();
        name = Known[text] = Read(text);
        return true;
    }

    /// <summary>Scheme, host and port as they are written, on which alone the name depends; empty where they are not written plainly.</summary>
    private static ReadOnlySpan<char> Origin(ReadOnlySpan<char> location)
    {
        int start = location.StartsWith("https://", StringComparison.Ordinal) ? 8 : location.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        int length = start == 0 ? 0 : location[start..].IndexOf('/');
        return length > 0 && location.Slice(start, length).IndexOfAnyExcept(Plain) < 0 ? location[..(start + length + 1)] : default;
    }

    private static string Read(Uri url)
    {
        // IdnHost leaves out the brackets, without which a port looks like a part of the address (RFC 3986 section 3.2.2).
        string host = url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost;
        return (url.IsDefaultPort ? host : $"{host}:{url.Port}").ToLowerInvariant();
    }

    private static string? Read(string? location)
    {
        try
        {
            return Uri.TryCreate(location, UriKind.Absolute, out Uri? url) ? Read(url) : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
