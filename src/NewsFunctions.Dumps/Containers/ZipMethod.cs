using System.IO.Compression;

namespace NewsFunctions.Dumps.Containers;

/// <summary>How entries of a zip are compressed (APPNOTE.TXT 4.4.5), those that can be read.</summary>
internal static class ZipMethod
{
    public const int Stored = 0;
    public const int Deflated = 8;

    public static bool IsKnown(int method) => method is Stored or Deflated;

    public static Stream Decompress(int method, Stream packed) => method switch
    {
        Stored => packed,
        Deflated => new DeflateStream(packed, CompressionMode.Decompress),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "not a known method"),
    };

    /// <summary>Whether a decompressor says with it that the data are damaged.</summary>
    public static bool IsDamage(Exception exception) => exception is InvalidDataException;
}
