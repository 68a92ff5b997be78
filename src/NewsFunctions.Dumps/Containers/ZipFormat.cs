using System.Buffers.Binary;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Parses the records of a zip: PKWARE's APPNOTE.TXT 4.3.</summary>
internal static class ZipFormat
{
    public const int LocalLength = 30;
    public const int CentralLength = 46;
    public const int EndLength = 22;
    public const int End64Length = 56;
    public const int Locator64Length = 20;
    public const int MaxComment = ushort.MaxValue;

    public static readonly byte[] Local = "PK\x3\x4"u8.ToArray();
    public static readonly byte[] Central = "PK\x1\x2"u8.ToArray();
    public static readonly byte[] End = "PK\x5\x6"u8.ToArray();
    public static readonly byte[] End64 = "PK\x6\x6"u8.ToArray();
    public static readonly byte[] Locator64 = "PK\x6\x7"u8.ToArray();
    public static readonly byte[] Descriptor = "PK\x7\x8"u8.ToArray();

    private const int Zip64Field = 1;

    public static int UInt16(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt16LittleEndian(record[at..]);

    public static uint UInt32(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt32LittleEndian(record[at..]);

    /// <summary>Reads a size or an offset. A value too large for any file becomes the maximum.</summary>
    public static long Int64(ReadOnlySpan<byte> record, int at) =>
        (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(record[at..]), long.MaxValue / 2);

    /// <summary>Replaces each number that is all ones with the next value of the zip64 field, in this order (4.5.3).</summary>
    public static void Widen(ReadOnlySpan<byte> extra, ref long size, ref long packedSize, ref long header)
    {
        while (extra.Length >= 4)
        {
            int length = Math.Min(UInt16(extra, 2), extra.Length - 4);
            ReadOnlySpan<byte> field = extra.Slice(4, length);
            if (UInt16(extra, 0) == Zip64Field)
            {
                Take(ref field, ref size);
                Take(ref field, ref packedSize);
                Take(ref field, ref header);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    private static void Take(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value == uint.MaxValue && field.Length >= 8)
        {
            value = Int64(field, 0);
            field = field[8..];
        }
    }
}
