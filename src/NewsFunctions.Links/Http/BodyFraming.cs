using System.Globalization;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Determines which header of a response head delimits the body (RFC 9112 section 6.3), even if headers are repeated or malformed.</summary>
internal sealed class BodyFraming
{
    private readonly List<string> _lengths = [];
    private readonly List<string> _encodings = [];

    /// <returns>False if the header does not affect framing.</returns>
    public bool TryAdd(string name, string value)
    {
        List<string>? list = name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) ? _lengths
            : name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) ? _encodings
            : null;
        list?.AddRange(value.Split(',', StringSplitOptions.TrimEntries));
        return list is not null;
    }

    /// <summary>Resolves the framing. Chunks win over any length. An invalid length is ignored, and the end of the connection then ends the
    /// body.</summary>
    /// <param name="header">The header line to write; empty if the end of the connection ends the body.</param>
    /// <returns>The reason why the end of the body is unknown; null if it is known.</returns>
    public string? Resolve(ISet<HeadDefect> defects, out string header)
    {
        header = "";
        bool chunked = _encodings.Exists(encoding => encoding.Split(';')[0].Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase));
        if (_encodings.Count > 0 && !(chunked && _encodings.Count == 1))
        {
            defects.Add(HeadDefect.TransferEncoding);
        }

        if (_lengths.Count > 1 || (chunked && _lengths.Count > 0))
        {
            defects.Add(HeadDefect.ContentLength);
        }

        if (chunked)
        {
            header = "Transfer-Encoding: chunked\r\n";
            return null;
        }

        long?[] lengths = [.. _lengths.Select(Number).Distinct()];
        if (lengths.Contains(null))
        {
            defects.Add(HeadDefect.ContentLength);
            return null;
        }

        if (lengths.Length > 1)
        {
            return $"it names {lengths.Length} lengths of its body: {string.Join(", ", lengths)}";
        }

        header = lengths is [{ } length] ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n") : "";
        return null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
