namespace NewsFunctions.Dumps.Containers;

/// <summary>Sees to it that the entries of a zip do not claim the same bytes, nor more than there can be: bombs are made that way.</summary>
/// <param name="length">Of the zip, bytes.</param>
/// <param name="around">That of the packing around the zip.</param>
internal sealed class ZipClaims(long length, DumpReadLimits limits, Expansion? around)
{
    private readonly HashSet<long> _headers = [];
    private readonly Expansion _expansion = new(limits, around, length);
    private long _packed;
    private long _start = -1;
    private long _end = -1;

    /// <returns>Why the entry is not read; null for one that is.</returns>
    public string? Claim(ZipEntry entry)
    {
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

        // An entry gives no more than it declares, nor than its own expansion allows.
        long most = new Expansion(limits, outer: null, entry.PackedSize).Left;
        long size = Math.Min(entry.Size ?? 0, most);
        if (size > _expansion.Left)
        {
            return "the zip expands beyond all reason";
        }

        _expansion.AddOutput(size);
        return null;
    }
}
