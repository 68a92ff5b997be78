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
            if (at < _offset || at >= _offset + _length)
            {
                if (at < 0 || at >= Length)
                {
                    break;
                }

                file.Position = origin + at;
                (_offset, _length) = (at, 0);
                _length = await file.ReadAsync(_buffer, cancellationToken);
                if (_length == 0)
                {
                    break;
                }
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
        byte[] chunk = new byte[32 * 1024];
        while (from < end)
        {
            int read = await ReadAsync(from, chunk.AsMemory(0, (int)Math.Min(chunk.Length, end - from)), cancellationToken);
            int found = chunk.AsSpan(0, read).IndexOf(signature.Span);
            if (found >= 0)
            {
                return from + found;
            }

            if (read < chunk.Length)
            {
                return -1;
            }

            from += read - signature.Length + 1;
        }

        return -1;
    }
}
