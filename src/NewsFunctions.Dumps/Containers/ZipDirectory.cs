using System.Runtime.CompilerServices;
using static NewsFunctions.Dumps.Containers.ZipFormat;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Lists the entries of a zip from its central directory, or from the local headers if that is missing or damaged.</summary>
/// <remarks>
/// The platform's ZipArchive is not used: it holds the whole directory in memory, refuses a zip without one, and reports neither the
/// position of an entry (which is needed to detect overlaps) nor whether its checksum matches.
/// </remarks>
internal sealed class ZipDirectory(ZipBytes zip)
{
    // The comment of a zip may contain bytes that look like its end record.
    private const int MaxEnds = 16;

    /// <summary>The position at which the directory became unreadable and the local headers were used. It is null if it was intact.</summary>
    public long? DamagedAt { get; private set; }

    public async IAsyncEnumerable<ZipEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long read = 0;
        if (await FindAsync(cancellationToken) is { } directory)
        {
            long at = directory.Start;
            while (at < directory.End && await ReadCentralAsync(at, directory.Shift, cancellationToken) is { } found)
            {
                // The earliest position of the next local header, in case the directory ends too early.
                read = Math.Max(read, Math.Min(found.Entry.Header + LocalLength + found.Entry.PackedSize, zip.Length));
                yield return found.Entry;
                at = found.Next;
            }

            if (at >= directory.End || await StartsWithAsync(End64, at, cancellationToken))
            {
                yield break;
            }

            DamagedAt = at;
        }
        else
        {
            DamagedAt = zip.Length;
        }

        while (await ZipLocalHeaders.FindAsync(zip, read, cancellationToken) is { } next)
        {
            yield return next.Entry;
            read = next.Next;
        }
    }

    /// <summary>Returns the position of the directory, and the shift of the whole zip if data was put before it.</summary>
    private async ValueTask<(long Start, long End, long Shift)?> FindAsync(CancellationToken cancellationToken)
    {
        byte[] tail = new byte[Math.Min(zip.Length, EndLength + MaxComment)];
        long tailStart = zip.Length - tail.Length;
        await zip.ReadAsync(tailStart, tail, cancellationToken);
        int tries = 0;
        for (int at = tail.AsSpan().LastIndexOf(End); at >= 0 && tries < MaxEnds; at = tail.AsSpan(0, at).LastIndexOf(End), tries++)
        {
            if (at + EndLength > tail.Length)
            {
                continue;
            }

            ReadOnlySpan<byte> end = tail.AsSpan(at, EndLength);
            (long size, long start, long position) = (UInt32(end, 12), UInt32(end, 16), tailStart + at);
            int entries = UInt16(end, 10);
            if (await FindEnd64Async(position, cancellationToken) is { } wide)
            {
                (size, start, position, entries) = (wide.Size, wide.Start, wide.Position, int.MaxValue);
            }

            // The directory ends where the end record begins, even if its declared start is wrong.
            foreach (long candidate in (long[])[position - size, start])
            {
                if (candidate >= 0 && candidate <= position
                    && (await StartsWithAsync(Central, candidate, cancellationToken) || (entries == 0 && candidate == position)))
                {
                    return (candidate, position, candidate - start);
                }
            }
        }

        return null;
    }

    private async ValueTask<(long Size, long Start, long Position)?> FindEnd64Async(long end, CancellationToken cancellationToken)
    {
        byte[] record = new byte[End64Length];
        if (!await ReadWholeAsync(record.AsMemory(0, Locator64Length), end - Locator64Length, cancellationToken) || !record.AsSpan().StartsWith(Locator64))
        {
            return null;
        }

        foreach (long at in (long[])[Int64(record, 8), end - Locator64Length - End64Length])
        {
            if (await ReadWholeAsync(record, at, cancellationToken) && record.AsSpan().StartsWith(End64))
            {
                return (Int64(record, 40), Int64(record, 48), at);
            }
        }

        return null;
    }

    private async ValueTask<(ZipEntry Entry, long Next)?> ReadCentralAsync(long at, long shift, CancellationToken cancellationToken)
    {
        byte[] fix = new byte[CentralLength];
        if (!await ReadWholeAsync(fix, at, cancellationToken) || !fix.AsSpan().StartsWith(Central))
        {
            return null;
        }

        byte[] name = new byte[UInt16(fix, 28)];
        byte[] extra = new byte[UInt16(fix, 30)];
        at += CentralLength;
        if (!await ReadWholeAsync(name, at, cancellationToken) || !await ReadWholeAsync(extra, at + name.Length, cancellationToken))
        {
            return null;
        }

        (long size, long packedSize, long header) = (UInt32(fix, 24), UInt32(fix, 20), UInt32(fix, 42));
        Widen(extra, ref size, ref packedSize, ref header);
        var entry = new ZipEntry
        {
            RawName = name,
            Flags = UInt16(fix, 8),
            Method = UInt16(fix, 10),
            Checksum = UInt32(fix, 16),
            PackedSize = packedSize,
            Size = size,
            Header = header + shift,
        };
        return (entry, at + name.Length + extra.Length + UInt16(fix, 32));
    }

    private async ValueTask<bool> StartsWithAsync(byte[] signature, long at, CancellationToken cancellationToken)
    {
        byte[] there = new byte[signature.Length];
        return await ReadWholeAsync(there, at, cancellationToken) && there.AsSpan().SequenceEqual(signature);
    }

    private async ValueTask<bool> ReadWholeAsync(Memory<byte> bytes, long at, CancellationToken cancellationToken) =>
        at >= 0 && await zip.ReadAsync(at, bytes, cancellationToken) == bytes.Length;
}
