using static NewsFunctions.Dumps.Containers.ZipFormat;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Finds the entries of a zip by their local headers.</summary>
internal static class ZipLocalHeaders
{
    private const int HasDescriptor = 8;
    private const int DescriptorLength = 24;

    /// <summary>Returns the next entry after an offset, and the offset to continue at.</summary>
    public static async ValueTask<(ZipEntry Entry, long Next)?> FindAsync(ZipBytes zip, long from, CancellationToken cancellationToken)
    {
        byte[] fix = new byte[LocalLength];
        long at = await zip.FindAsync(Local, from, zip.Length, cancellationToken);
        if (at < 0 || await zip.ReadAsync(at, fix, cancellationToken) < LocalLength)
        {
            return null;
        }

        byte[] name = new byte[UInt16(fix, 26)];
        byte[] extra = new byte[UInt16(fix, 28)];
        await zip.ReadAsync(at + LocalLength, name, cancellationToken);
        await zip.ReadAsync(at + LocalLength + name.Length, extra, cancellationToken);
        (long size, long packedSize, long header) = (UInt32(fix, 22), UInt32(fix, 18), 0);
        Widen(extra, ref size, ref packedSize, ref header);
        long data = Math.Min(at + LocalLength + name.Length + extra.Length, zip.Length);
        var entry = new ZipEntry
        {
            RawName = name,
            Flags = UInt16(fix, 6),
            Method = UInt16(fix, 8),
            Checksum = UInt32(fix, 14),
            PackedSize = packedSize,
            Size = size,
            Header = at,
        };
        if ((entry.Flags & HasDescriptor) != 0 && packedSize == 0)
        {
            entry = await WithDescriptorAsync(zip, entry, data, cancellationToken);
        }
        else if (data + packedSize > zip.Length)
        {
            // The size may be wrong or data may be missing: the entry ends where another one begins, at the latest.
            long next = await zip.FindAsync(Local, data, zip.Length, cancellationToken);
            entry = entry with { PackedSize = (next < 0 ? zip.Length : next) - data, IsCutOff = true };
        }

        return (entry, data + entry.PackedSize);
    }

    /// <summary>Reads the sizes behind the data: at a record that gives this exact distance, or else where the next structure begins.</summary>
    private static async ValueTask<ZipEntry> WithDescriptorAsync(ZipBytes zip, ZipEntry entry, long data, CancellationToken cancellationToken)
    {
        long end = await zip.FindAsync(Local, data, zip.Length, cancellationToken);
        end = end >= 0 ? end : await zip.FindAsync(Central, data, zip.Length, cancellationToken);
        end = end >= 0 ? end : zip.Length;
        byte[] found = new byte[DescriptorLength];
        for (long at = data; (at = await zip.FindAsync(Descriptor, at, end, cancellationToken)) >= 0; at++)
        {
            int there = await zip.ReadAsync(at, found, cancellationToken);
            if (Described(entry, found.AsMemory(4, Math.Max(there - 4, 0)).Span, at - data) is { } described)
            {
                return described;
            }
        }

        // Its signature may be missing (4.3.9.3).
        foreach (int length in (int[])[12, 20])
        {
            if (end - length >= data
                && await zip.ReadAsync(end - length, found.AsMemory(0, length), cancellationToken) == length
                && Described(entry, found.AsMemory(0, length).Span, end - length - data) is { } described)
            {
                return described;
            }
        }

        return entry with { Checksum = null, PackedSize = end - data, Size = null, IsCutOff = true };
    }

    private static ZipEntry? Described(ZipEntry entry, ReadOnlySpan<byte> descriptor, long packed) => descriptor.Length switch
    {
        >= 12 when UInt32(descriptor, 4) == packed => entry with { Checksum = UInt32(descriptor, 0), PackedSize = packed, Size = UInt32(descriptor, 8) },
        >= 20 when Int64(descriptor, 4) == packed => entry with { Checksum = UInt32(descriptor, 0), PackedSize = packed, Size = Int64(descriptor, 12) },
        _ => null,
    };
}
