using System.Text;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Decides which WARC records may have an article.</summary>
internal static class WarcKinds
{
    private const int MaxTypeLength = 40;

    /// <summary>Returns why a record has none, as the kind to count. Returns null if it may have one.</summary>
    public static string? WhyNot(in WarcHeader header, ReadOnlySpan<byte> block)
    {
        switch (header.Type)
        {
            case WarcType.Conversion or WarcType.Resource:
                return IsText(header.MediaType) ? null : $"{header.TypeName} {Show(header.MediaType)}";
            case WarcType.Response when header.MediaType.Length == 0 || Ascii.EqualsIgnoreCase(header.MediaType, "application/http"u8):
                HttpHead response = HttpHead.Read(block);
                return response.Status is not 200 and not 0 ? FormattableString.Invariant($"response with status {response.Status}")
                    : IsText(response.ContentType) ? null
                    : $"response {Show(response.ContentType)}";
            case WarcType.Response:
                return $"response {Show(header.MediaType)}";
            default:
                return header.TypeName;
        }
    }

    public static bool IsPage(ReadOnlySpan<byte> contentType) =>
        Ascii.EqualsIgnoreCase(contentType, "text/html"u8) || Ascii.EqualsIgnoreCase(contentType, "application/xhtml+xml"u8);

    private static bool IsText(ReadOnlySpan<byte> type) =>
        type.Length == 0 || Ascii.EqualsIgnoreCase(type, "text/plain"u8) || IsPage(type);

    // The type is untrusted, so it is limited to the length of a real one.
    private static string Show(ReadOnlySpan<byte> type) =>
        type.Length <= MaxTypeLength && type.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0 ? Encoding.ASCII.GetString(type).ToLowerInvariant() : "of no known type";
}
