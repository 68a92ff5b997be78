using System.Runtime.CompilerServices;
using static NewsFunctions.Dumps.Containers.ZipFormat;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Lists the entries of a zip from its central directory; from the entries' own headers where that is missing or damaged.</summary>
/// <remarks>
/// Not the platform's ZipArchive: that holds the whole directory in memory, refuses a zip without one, and tells neither where
/// an entry lies (so that entries that overlap cannot be seen) nor whether its checksum fits.
/// </remarks>
internal sealed class ZipDirectory(ZipBytes zip)
{
    // The comment of a zip may hold what looks like its end.
    private const int MaxEnds = 16;

    /// <summary>Where the directory cannot be read any more, so that the entries' own headers were followed; null where it was whole.</summary>
    public long? DamagedAt { get; private set; }

    public async IAsyncEnumerable<ZipEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long read = 0;
        if (await FindAsync(cancellationToken) is { } directory)
        {
            long at = directory.Start;
            while (at < directory.End && await ReadCentralAsync(at, directory.Shift, cancellationToken) is { } found)
            {
                // Where the next local header may stand at the earliest, should the directory end too soon.
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

    /// <summary>Where the directory lies, and by how much the zip as a whole lies further back than it says (something was put before it).</summary>
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

            // It ends where the end record begins, wherever it says that it begins.
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
