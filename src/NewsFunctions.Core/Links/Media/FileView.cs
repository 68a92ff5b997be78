namespace NewsFunctions.Links;

/// <summary>The parts of a file that were read: its beginning and, of a longer one, its end.</summary>
internal readonly ref struct FileView
{
    private readonly ReadOnlySpan<byte> _head;
    private readonly ReadOnlySpan<byte> _tail;
    private readonly long _tailStart;

    /// <param name="tail">Empty where it was not read.</param>
    /// <param name="size">Bytes of the whole file; null where unknown.</param>
    public FileView(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long? size)
    {
        _head = head;
        bool isWhole = size <= head.Length;
        _tail = isWhole ? head : tail;
        _tailStart = isWhole ? 0 : (size ?? 0) - tail.Length;
        Size = size;
        HasEnd = size is not null && _tail.Length > 0;
    }

    public long? Size { get; }

    /// <summary>The last bytes of the file were read.</summary>
    public bool HasEnd { get; }

    public ReadOnlySpan<byte> Head => _head;

    /// <summary>Where <see cref="EndFrom"/> can begin at the earliest.</summary>
    public long EndStart => _tailStart;

    /// <summary>The bytes from an offset to the end of the file, as far back as they were read.</summary>
    public ReadOnlySpan<byte> EndFrom(long offset) => _tail[(int)Math.Clamp(offset - _tailStart, 0, _tail.Length)..];

    /// <summary>Some bytes of the beginning or the end; false where they were not read.</summary>
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
