using System.IO.Compression;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Lists the supported compression methods of zip entries (APPNOTE.TXT 4.4.5).</summary>
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

    /// <summary>Returns whether the exception means that a decompressor found damaged data.</summary>
    public static bool IsDamage(Exception exception) => exception is InvalidDataException;
}
