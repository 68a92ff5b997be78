using System.Buffers.Text;
using System.Text;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads as much of an HTTP response as is needed to know whether it may have a text, so that images are skipped quickly.</summary>
internal readonly ref struct HttpHead
{
    /// <summary>The number of bytes that are examined.</summary>
    public const int MaxHeader = 32 * 1024;

    private HttpHead(int status, ReadOnlySpan<byte> contentType)
    {
        Status = status;
        ContentType = contentType;
    }

    /// <summary>The status, or 0 if there is no status line.</summary>
    public int Status { get; }

    /// <summary>The media type without parameters. It is empty if the response does not have one.</summary>
    public ReadOnlySpan<byte> ContentType { get; }

    public static HttpHead Read(ReadOnlySpan<byte> response)
    {
        if (!response.StartsWith("HTTP/"u8))
        {
            return default;
        }

        ReadOnlySpan<byte> header = response[..Math.Min(response.Length, MaxHeader)];
        int space = header.IndexOf((byte)' ');
        int status = space >= 0 && Utf8Parser.TryParse(header[(space + 1)..], out int number, out _) ? number : 0;
        ReadOnlySpan<byte> type = default;
        while (header.IndexOf((byte)'\n') is var end and >= 0)
        {
            ReadOnlySpan<byte> line = header[..end].TrimEnd((byte)'\r');
            header = header[(end + 1)..];
            int colon = line.IndexOf((byte)':');
            if (line.Length == 0)
            {
                break;
            }

            if (colon > 0 && Ascii.EqualsIgnoreCase(line[..colon], "Content-Type"u8))
            {
                type = line[(colon + 1)..];
                int parameters = type.IndexOf((byte)';');
                type = (parameters < 0 ? type : type[..parameters]).Trim(" \t"u8);

                // A type folded over several lines is left to the reader of the whole header.
                type = header is [(byte)' ' or (byte)'\t', ..] ? default : type;
            }
        }

        return new HttpHead(status, type);
    }
}
