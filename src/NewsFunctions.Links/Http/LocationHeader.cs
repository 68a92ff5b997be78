using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace NewsFunctions.Links.Http;

/// <summary>Holds the redirect target of a response.</summary>
/// <param name="Target">Null if there is no Location; several that differ are joined by commas.</param>
/// <param name="Differ">Whether there are several Location headers that differ.</param>
internal readonly record struct LocationHeader(string? Target, bool Differ)
{
    public static LocationHeader Of(HttpResponseMessage response) =>
        ResponseHeaders.TryGet(response, "Location", out HeaderStringValues values) ? Of(values) : default;

    /// <summary>Reads the header lines. Some servers send the same line twice.</summary>
    public static LocationHeader Of(HeaderStringValues lines)
    {
        string[] targets = [.. lines.Select(line => line.Trim()).Distinct(StringComparer.Ordinal)];
        return new LocationHeader(string.Join(", ", targets.Select(Read)), targets.Length > 1);
    }

    /// <summary>Decodes the host as UTF-8, the encoding of international names. All other bytes are escaped unchanged: browsers request
    /// them in the encoding that the server used, such as UTF-8, Latin-1 or Windows-1256.</summary>
    private static string Read(string latin1)
    {
        if (Ascii.IsValid(latin1))
        {
            return latin1;
        }

        int host = HostStart(latin1);
        int length = host < 0 ? -1 : latin1.AsSpan(host).IndexOfAny("/?#\\");
        int path = host < 0 ? 0 : length < 0 ? latin1.Length : host + length;
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1[..path])) + Escape(latin1.AsSpan(path));
    }

    /// <summary>Finds the end of the two slashes that begin the text or follow its scheme. Returns -1 if there are none.</summary>
    private static int HostStart(string text)
    {
        int slashes = text.IndexOf("//", StringComparison.Ordinal);
        bool begins = slashes == 0 || (slashes > 1 && text[slashes - 1] == ':' && text.AsSpan(0, slashes - 1).IndexOfAny("/?#:") < 0);
        return begins ? slashes + 2 : -1;
    }

    private static string Escape(ReadOnlySpan<char> latin1)
    {
        StringBuilder escaped = new(latin1.Length + 32);
        foreach (char one in latin1)
        {
            _ = char.IsAscii(one) ? escaped.Append(one) : escaped.Append(CultureInfo.InvariantCulture, $"%{(int)one:X2}");
        }

        return escaped.ToString();
    }
}
