using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Guards against zip bombs: rejects overlapping and over-expanding entries.</summary>
/// <param name="length">The length of the zip in bytes.</param>
/// <param name="around">The expansion limit of the outer packing.</param>
internal sealed class ZipClaims(long length, DumpReadLimits limits, Expansion? around)
{
    private const long MaxOfDeflate = 1_032;

    private readonly HashSet<long> _headers = [];
    private readonly Expansion _expansion = new(limits, around, length);
    private long _packed;
    private long _start = -1;
    private long _end = -1;

    /// <param name="most">The maximum number of bytes that the entry may produce.</param>
    /// <returns>The reason why the entry is not read; null if it is.</returns>
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

        // The limit is the smallest of the declared size, the maximum output of deflate, and the allowed expansion. All are known before
        // reading, so reading can resume at any entry.
        long deflated = entry.PackedSize > length ? long.MaxValue : (entry.PackedSize + 1) * MaxOfDeflate;
        long own = Math.Min(deflated, new Expansion(limits, outer: null, entry.PackedSize).Left);
        most = Math.Min(own, _expansion.Left);
        if (most <= 0)
        {
            return "the zip expands far beyond the limit";
        }

        _expansion.AddOutput(Math.Min(entry.Size ?? 0, most));
        return null;
    }
}
