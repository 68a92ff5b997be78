namespace NewsFunctions.Links.Media;

/// <summary>Holds the parts of a file that were read: its beginning and, if it is longer, its end.</summary>
internal readonly ref struct FileView
{
    private readonly ReadOnlySpan<byte> _head;
    private readonly ReadOnlySpan<byte> _tail;
    private readonly long _tailStart;

    /// <param name="tail">The last bytes; empty if they were not read.</param>
    /// <param name="size">The size of the whole file in bytes; null if unknown.</param>
    public FileView(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long? size)
    {
        _head = head;
        IsWhole = size <= head.Length;
        _tail = IsWhole ? head : tail;
        _tailStart = IsWhole ? 0 : (size ?? 0) - tail.Length;
        Size = size;
        HasEnd = size is not null && _tail.Length > 0;
    }

    public long? Size { get; }

    /// <summary>Says whether the last bytes of the file were read.</summary>
    public bool HasEnd { get; }

    /// <summary>Says whether the beginning holds the whole file.</summary>
    public bool IsWhole { get; }

    public ReadOnlySpan<byte> Head => _head;

    /// <summary>The last bytes of the file: all bytes if the beginning is the whole file, none if they were not read.</summary>
    public ReadOnlySpan<byte> Tail => HasEnd ? _tail : default;

    /// <summary>The bytes after the beginning up to the end of the file. It is empty if there is a gap between the two.</summary>
    public ReadOnlySpan<byte> Rest => !IsWhole && HasEnd && _tailStart <= _head.Length ? _tail[(int)(_head.Length - _tailStart)..] : default;

    /// <summary>Reads bytes of the beginning or the end. Returns false if they were not available.</summary>
    public bool TryRead(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (offset < 0)
        {
            return false;
        }

        if (offset + count <= _head.Length)
        {
            bytes = _head.Slice((int)offset, count);
            return true;
        }

        if (!HasEnd || offset < _tailStart || offset + count > _tailStart + _tail.Length)
        {
            return false;
        }

        bytes = _tail.Slice((int)(offset - _tailStart), count);
        return true;
    }
}
