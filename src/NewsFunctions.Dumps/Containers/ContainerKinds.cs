using System.Text.Json;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Recognises containers by their first bytes, never by a name.</summary>
internal static class ContainerKinds
{
    /// <summary>How many first bytes are looked at: a JSON line may have long fields before its text.</summary>
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

    /// <summary>The text without the white space and byte order marks at its beginning.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text) => text[TextBytes.FirstText(text, 0, text.Length)..];

    /// <summary>The bytes without the NULs, blanks and marks that may stand before the first record of a WARC.</summary>
    private static ReadOnlySpan<byte> WithoutPadding(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\0 \t\r\n"u8);
        return head.StartsWith("\ufeff"u8) ? head[3..].TrimStart("\0 \t\r\n"u8) : head;
    }

    /// <summary>One of the first lines is an object with a member <c>text</c>; lines before it are objects, if damaged ones.</summary>
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

            // Still an object where the bytes looked at end, so long a line is no line of a text.
            return !isWhole && line.Length >= HeadLength / 2;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
