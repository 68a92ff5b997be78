using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads a stream forward only, with lookahead. Reading through <see cref="Buffered"/> copies nothing.</summary>
/// <param name="gate">The gate for a buffer that grows large.</param>
internal sealed class ForwardStream(Stream inner, LargeTextGate gate) : ReadOnlyStream
{
    private const int FirstBuffer = 256 * 1024;

    private readonly LargeTextPass _pass = new(gate);
    private byte[] _buffer = TextBuffers.Take(FirstBuffer);
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The number of bytes consumed so far, which is the offset of the first byte in <see cref="Buffered"/>.</summary>
    public long Taken { get; private set; }

    /// <summary>The bytes that were read and not yet consumed. They are valid until the next call.</summary>
    public ReadOnlyMemory<byte> Buffered => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Reads until <see cref="Buffered"/> has at least this many bytes. It has fewer only at the end.</summary>
    public async ValueTask<bool> FillAsync(int atLeast, CancellationToken cancellationToken)
    {
        while (_end - _start < atLeast && !_ended)
        {
            Settle(atLeast);
            await _pass.EnterAsync(atLeast, cancellationToken);
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

    /// <summary>Skips bytes.</summary>
    /// <returns>The number of skipped bytes, which is smaller than requested only at the end.</returns>
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
            TextBuffers.Return(_buffer);
            (_buffer, _start, _end) = ([], 0, 0);
            _pass.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Shrinks a large buffer once its remaining bytes fit into a small one, and lets another one grow.</summary>
    private void Settle(int atLeast)
    {
        if (_pass.IsIn && Math.Max(atLeast, _end - _start) <= FirstBuffer)
        {
            Move(TextBuffers.Take(FirstBuffer));
            _pass.Dispose();
        }
    }

    private void Move(byte[] other)
    {
        Buffered.CopyTo(other);
        TextBuffers.Return(_buffer);
        _buffer = other;
        (_start, _end) = (0, _end - _start);
    }

    private void MakeRoom(int atLeast)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (atLeast > _buffer.Length)
        {
            long most = atLeast > LargeTextGate.LargeBytes ? Array.MaxLength : LargeTextGate.LargeBytes;
            Move(TextBuffers.Take((int)Math.Min(Math.Max(atLeast, _buffer.Length * 2L), most)));
        }
        else if (_start + atLeast > _buffer.Length || _end == _buffer.Length)
        {
            Buffered.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
    }
}
