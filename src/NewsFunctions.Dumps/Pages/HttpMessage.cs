using System.Globalization;
using System.Text;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Holds the status and headers of a crawled response, and the start of its body.</summary>
/// <remarks>It is lenient, as RFC 9112 section 2.2 advises: lines may end with LF alone, and folded header lines are joined.</remarks>
internal sealed class HttpMessage
{
    /// <summary>The maximum length of a repeated header.</summary>
    private const int MaxValueLength = 1024;

    private readonly Dictionary<string, string> _headers;

    private HttpMessage(int status, Dictionary<string, string> headers, int bodyStart)
    {
        Status = status;
        _headers = headers;
        BodyStart = bodyStart;
    }

    public int Status { get; }

    public int BodyStart { get; }

    /// <summary>The value of a header. Repeated headers are joined with commas.</summary>
    public string? this[string name] => _headers.GetValueOrDefault(name);

    public static bool Begins(ReadOnlySpan<byte> block) => block.StartsWith("HTTP/"u8);

    /// <summary>Reads the final response of the block. Interim ones (1xx) before it are skipped.</summary>
    /// <returns>Null if the headers do not end within <paramref name="maxBytes"/>, or the status line has no status.</returns>
    public static HttpMessage? Read(ReadOnlySpan<byte> block, int maxBytes)
    {
        int start = 0;
        while (true)
        {
            HttpMessage? message = ReadOne(block, start, maxBytes);
            if (message is not { Status: >= 100 and < 200 } || !Begins(block[message.BodyStart..]))
            {
                return message;
            }

            start = message.BodyStart;
        }
    }

    private static HttpMessage? ReadOne(ReadOnlySpan<byte> block, int start, int maxBytes)
    {
        int at = start;
        if (!TryReadLine(block, ref at, start + maxBytes, out ReadOnlySpan<byte> statusLine) || !TryReadStatus(statusLine, out int status))
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? name = null;
        while (TryReadLine(block, ref at, start + maxBytes, out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty)
            {
                return new HttpMessage(status, headers, at);
            }

            int colon = line.IndexOf((byte)':');
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                Append(headers, name, line, " ");
            }
            else if (colon > 0)
            {
                name = Encoding.Latin1.GetString(line[..colon]).Trim();
                Append(headers, name, line[(colon + 1)..], ", ");
            }
        }

        // A response that was cut off within its headers has an empty body.
        return at >= block.Length ? new HttpMessage(status, headers, block.Length) : null;
    }

    private static void Append(Dictionary<string, string> headers, string? name, ReadOnlySpan<byte> value, string divider)
    {
        if (name is null)
        {
            return;
        }

        string before = headers.GetValueOrDefault(name, "");
        if (before.Length < MaxValueLength)
        {
            string text = Encoding.Latin1.GetString(value).Trim();
            headers[name] = before.Length > 0 ? before + divider + text : text;
        }
    }

    private static bool TryReadLine(ReadOnlySpan<byte> block, ref int at, int limit, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (at >= block.Length || at >= limit)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = block[at..Math.Min(block.Length, limit)];
        int end = rest.IndexOf((byte)'\n');
        if (end < 0 && limit < block.Length)
        {
            return false;
        }

        line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
        at += end < 0 ? rest.Length : end + 1;
        return true;
    }

    private static bool TryReadStatus(ReadOnlySpan<byte> line, out int status)
    {
        int space = line.IndexOf((byte)' ');
        ReadOnlySpan<byte> rest = space < 0 ? default : line[space..].TrimStart((byte)' ');
        status = 0;
        return rest.Length >= 3 && int.TryParse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture, out status)
            && (rest.Length == 3 || rest[3] == (byte)' ');
    }
}
