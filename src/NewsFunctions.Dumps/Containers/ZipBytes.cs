namespace NewsFunctions.Dumps.Containers;

/// <summary>The bytes of a zip, at any place; those near the last ones asked for cost no read.</summary>
/// <param name="file">Seekable; nothing else may read it meanwhile.</param>
/// <param name="origin">Where the zip begins in it.</param>
internal sealed class ZipBytes(Stream file, long origin)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _offset;
    private int _length;

    public long Length { get; } = file.Length - origin;

    /// <summary>Other bytes of the same zip: for who reads at two places in turn.</summary>
    public ZipBytes Again() => new(file, origin);

    /// <returns>Fewer bytes than asked for only at the end.</returns>
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

    /// <summary>Where a signature stands next.</summary>
    /// <returns>-1 where it stands nowhere in <c>[from, end)</c>.</returns>
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
