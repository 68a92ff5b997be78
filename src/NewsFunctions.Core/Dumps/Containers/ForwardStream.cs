using System.Buffers;

namespace NewsFunctions.Dumps.Containers;

/// <summary>A stream that is read forward only, with a look at what comes next; nothing is copied for who reads it through <see cref="Buffered"/>.</summary>
internal sealed class ForwardStream(Stream inner) : ReadOnlyStream
{
    private const int FirstBuffer = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Bytes that were taken so far: the offset of the first one in <see cref="Buffered"/>.</summary>
    public long Taken { get; private set; }

    /// <summary>What was read and not yet taken; valid up to the next call.</summary>
    public ReadOnlyMemory<byte> Buffered => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Reads until at least so many bytes are in <see cref="Buffered"/>; fewer only at the end.</summary>
    public async ValueTask<bool> FillAsync(int atLeast, CancellationToken cancellationToken)
    {
        while (_end - _start < atLeast && !_ended)
        {
            MakeRoom(atLeast);
            int read = await inner.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += read;
            _ended = read == 0;
        }

        return _end - _start >= atLeast;
    }

    public void Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _start);
        _start += count;
        Taken += count;
    }

    /// <summary>Takes bytes without looking at them.</summary>
    /// <returns>How many there were; fewer than asked for only at the end.</returns>
    public async ValueTask<long> SkipAsync(long count, CancellationToken cancellationToken)
    {
        long left = count;
        while (left > 0 && await FillAsync(1, cancellationToken))
        {
            int some = (int)Math.Min(left, _end - _start);
            Take(some);
            left -= some;
        }

        return count - left;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken);
            Taken += read;
            return read;
        }

        int count = Math.Min(buffer.Length, _end - _start);
        Buffered[..count].CopyTo(buffer);
        Take(count);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _start, _end) = ([], 0, 0);
        }

        base.Dispose(disposing);
    }

    private void MakeRoom(int atLeast)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (atLeast > _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(atLeast, _buffer.Length * 2L), Array.MaxLength));
            Buffered.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (_start + atLeast > _buffer.Length || _end == _buffer.Length)
        {
            Buffered.CopyTo(_buffer);
        }
        else
        {
            return;
        }

        _end -= _start;
        _start = 0;
    }
}
