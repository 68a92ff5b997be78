using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Guards against zip bombs: rejects entries that overlap or expand to more than a zip of that size can hold.</summary>
/// <param name="length">Of the zip, bytes.</param>
/// <param name="around">That of the packing around the zip.</param>
internal sealed class ZipClaims(long length, DumpReadLimits limits, Expansion? around)
{
    private const long MaxOfDeflate = 1_032;

    private readonly HashSet<long> _headers = [];
    private readonly Expansion _expansion = new(limits, around, length);
    private long _packed;
    private long _start = -1;
    private long _end = -1;

    /// <param name="most">How many bytes it may give.</param>
    /// <returns>Why the entry is not read; null for one that is.</returns>
    public string? Claim(ZipEntry entry, out long most)
    {
        most = 0;
        if (entry.Header < 0 || entry.Header >= length)
        {
            return "its data are not where the directory says";
        }

        long end = Math.Min(entry.Header + ZipFormat.LocalLength + entry.PackedSize, length);
        if (!_headers.Add(entry.Header) || (entry.Header > _start && entry.Header < _end) || _packed + (end - entry.Header) > length)
        {
            return "its data overlap with those of another entry";
        }

        (_start, _end) = (entry.Header, end);
        _packed += end - entry.Header;

        // No more than it declares, than deflate can make of it whatever it declares, or than it may expand to: all known before
        // it is read, so that reading can go on at any entry.
        long deflated = entry.PackedSize > length ? long.MaxValue : (entry.PackedSize + 1) * MaxOfDeflate;
        long own = Math.Min(deflated, new Expansion(limits, outer: null, entry.PackedSize).Left);
        most = Math.Min(own, _expansion.Left);
        if (most <= 0)
        {
            return "the zip expands beyond all reason";
        }

        _expansion.AddOutput(Math.Min(entry.Size ?? 0, most));
        return null;
    }
}
