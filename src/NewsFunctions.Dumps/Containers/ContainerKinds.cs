using System.Text.Json;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Detects containers by their first bytes, never by name.</summary>
internal static class ContainerKinds
{
    /// <summary>The number of leading bytes that are examined. A JSON line may have long fields before its text.</summary>
    public const int HeadLength = 64 * 1024;

    private const int LinesTried = 16;

    public static ContainerKind Of(ReadOnlySpan<byte> head)
    {
        if (FileSignatures.IsGzip(head))
        {
            return ContainerKind.Gzip;
        }

        if (FileSignatures.IsZip(head))
        {
            return ContainerKind.Zip;
        }

        if (FileSignatures.IsWarc(WithoutPadding(head)))
        {
            return ContainerKind.Warc;
        }

        ReadOnlySpan<byte> text = TrimStart(head);
        return HasNdjsonLine(text) ? ContainerKind.Ndjson
            : PageOpening.IsPage(head) ? ContainerKind.Page
            : ContainerKind.Text;
    }

    /// <summary>Returns the text without leading white space and byte order marks.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text) => text[TextBytes.FirstText(text, 0, text.Length)..];

    /// <summary>Returns the bytes without the NULs, blanks and marks that may precede the first record of a WARC.</summary>
    private static ReadOnlySpan<byte> WithoutPadding(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\0 \t\r\n"u8);
        return head.StartsWith("\ufeff"u8) ? head[3..].TrimStart("\0 \t\r\n"u8) : head;
    }

    /// <summary>Returns whether one of the first lines is an object with a member <c>text</c>, and all lines before it are objects, even
    /// damaged ones.</summary>
    private static bool HasNdjsonLine(ReadOnlySpan<byte> text)
    {
        for (int tried = 0; tried < LinesTried && text is [(byte)'{', ..]; tried++)
        {
            int end = TextBytes.IndexOfLineEnd(text);
            if (HasText(end < 0 ? text : text[..end], isWhole: end >= 0))
            {
                return true;
            }

            text = end < 0 ? default : TrimStart(text[(end + 1)..]);
        }

        return false;
    }

    private static bool HasText(ReadOnlySpan<byte> line, bool isWhole)
    {
        if (JsonRepair.TryRepair(line, out byte[] repaired, out _))
        {
            line = repaired;
        }

        var reader = new Utf8JsonReader(line, isWhole, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && JsonStrings.AreEqual(reader, "text"u8))
                {
                    return true;
                }
            }

            // The object does not end within the examined bytes: such a long line is not a line of plain text.
            return !isWhole && line.Length >= HeadLength / 2;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
