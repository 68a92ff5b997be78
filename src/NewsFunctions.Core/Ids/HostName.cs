using System.Buffers;
using System.Collections.Concurrent;

namespace NewsFunctions.Core.Ids;

/// <summary>Normalises host names: lower case, international names in ASCII, IPv6 addresses in brackets, and the port unless it is the
/// default.</summary>
public static class HostName
{
    // The cache matters: a visit needs the names of a few hosts many thousand times, and parsing a URL takes longer than the other per-host work.
    private const int MaxKnown = 1000;
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:");
    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> KnownSpans =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <exception cref="UriFormatException">The name is not a valid international name. Such URLs are refused earlier.</exception>
    public static string Of(Uri url) => TryRemembered(url.AbsoluteUri, out string? known) && known is not null ? known : Read(url);

    /// <summary>Returns the host of an absolute URL, or null if the text is not one or its host name is invalid.</summary>
    public static string? TryOf(string? location) => TryRemembered(location, out string? known) ? known : Read(location);

    /// <summary>Returns false if the URL is not written in plain form.</summary>
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

    /// <summary>Returns scheme, host and port as written, which alone determine the name. Returns an empty span if they are not in plain
    /// form.</summary>
    private static ReadOnlySpan<char> Origin(ReadOnlySpan<char> location)
    {
        int start = location.StartsWith("https://", StringComparison.Ordinal) ? 8 : location.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        int length = start == 0 ? 0 : location[start..].IndexOf('/');
        return length > 0 && location.Slice(start, length).IndexOfAnyExcept(Plain) < 0 ? location[..(start + length + 1)] : default;
    }

    private static string Read(Uri url)
    {
        // IdnHost omits the brackets, and without them a port looks like part of the address (RFC 3986 section 3.2.2).
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
