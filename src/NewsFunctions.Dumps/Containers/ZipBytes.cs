namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads the bytes of a zip at any position. Positions near the last one cost no read.</summary>
/// <param name="file">Must be seekable. Nothing else may read it at the same time.</param>
/// <param name="origin">The start of the zip in the file.</param>
internal sealed class ZipBytes(Stream file, long origin)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _offset;
    private int _length;

    public long Length { get; } = file.Length - origin;

    /// <summary>Returns a second reader of the same zip, for alternating reads at two positions.</summary>
    public ZipBytes Again() => new(file, origin);

    /// <returns>The number of bytes, which is smaller than requested only at the end.</returns>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> bytes, CancellationToken cancellationToken)
    {
        int done = 0;
        while (done < bytes.Length)
        {
            long at = offset + done;
            if ((at < _offset || at >= _offset + _length) && !await LoadAsync(at, cancellationToken))
            {
                break;
            }

            int from = (int)(at - _offset);
            int count = Math.Min(bytes.Length - done, _length - from);
            _buffer.AsMemory(from, count).CopyTo(bytes[done..]);
            done += count;
        }

        return done;
    }

    /// <summary>Finds the next occurrence of a signature.</summary>
    /// <returns>Its position; -1 if it does not occur in <c>[from, end)</c>.</returns>
    public async ValueTask<long> FindAsync(ReadOnlyMemory<byte> signature, long from, long end, CancellationToken cancellationToken)
    {
        while (from + signature.Length <= end)
        {
            if ((from < _offset || from + signature.Length > _offset + _length) && !await LoadAsync(from, cancellationToken))
            {
                return -1;
            }

            int start = (int)(from - _offset);
            int length = (int)Math.Min(_length - start, end - from);
            int found = length < signature.Length ? -1 : _buffer.AsSpan(start, length).IndexOf(signature.Span);
            if (found >= 0)
            {
                return from + found;
            }

            // The signature may begin in the last bytes.
            from += Math.Max(length - signature.Length + 1, 1);
        }

        return -1;
    }

    private async ValueTask<bool> LoadAsync(long offset, CancellationToken cancellationToken)
    {
        (_offset, _length) = (offset, 0);
        if (offset < 0 || offset >= Length)
        {
            return false;
        }

        file.Position = origin + offset;
        _length = await file.ReadAsync(_buffer, cancellationToken);
        return _length > 0;
    }
}
