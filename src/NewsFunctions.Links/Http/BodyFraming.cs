using System.Globalization;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Which header of a head says where the body ends (RFC 9112 section 6.3), however often and badly it is said.</summary>
internal sealed class BodyFraming
{
    private readonly List<string> _lengths = [];
    private readonly List<string> _encodings = [];

    /// <returns>False where the header is about something else.</returns>
    public bool TryAdd(string name, string value)
    {
        List<string>? list = name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) ? _lengths
            : name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) ? _encodings
            : null;
        list?.AddRange(value.Split(',', StringSplitOptions.TrimEntries));
        return list is not null;
    }

    /// <summary>Chunks win over any length; a length that is no number is none, and the body ends with the connection.</summary>
    /// <param name="header">The line to write; empty where the end of the connection ends the body.</param>
    /// <returns>Why nobody knows where the body ends; null where that is known.</returns>
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
