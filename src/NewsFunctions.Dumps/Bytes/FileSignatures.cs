namespace NewsFunctions.Dumps.Bytes;

/// <summary>Recognises files that are not text by their first bytes.</summary>
internal static class FileSignatures
{
    public static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, 8, ..];

    /// <summary>Returns whether the bytes begin with a local header, the end record of an empty zip, or a split marker: PKWARE's APPNOTE.TXT
    /// 4.3, 8.5.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head is
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] or [(byte)'P', (byte)'K', 0x30, 0x30, ..];

    /// <summary>Returns whether the bytes begin with a WARC version: <c>WARC/1.1</c>.</summary>
    public static bool IsWarc(ReadOnlySpan<byte> head) =>
        head is [(byte)'W', (byte)'A', (byte)'R', (byte)'C', (byte)'/', (byte)'0' or (byte)'1', (byte)'.', >= (byte)'0' and <= (byte)'9', ..];

    /// <summary>Describes the type of a file that is not text. Returns null for any other.</summary>
    public static string? Describe(ReadOnlySpan<byte> head) =>
        IsGzip(head) ? "it is compressed with gzip"
        : IsZip(head) ? "it is a zip file"
        : IsWarc(head) ? "it is a WARC file"
        : null;
}
