namespace NewsFunctions.Dumps.Bytes;

/// <summary>Holds the part of a text that is in memory. It grows at its end and drops finished bytes at its beginning.</summary>
internal sealed class TextWindow : IDisposable
{
    private const int FirstBytes = 32 * 1024;

    private readonly TextInput _input;
    private readonly LargeTextPass _pass;
    private readonly int _first;
    private readonly int _most;
    private byte[] _buffer;
    private int _start;
    private int _end;

    /// <param name="expected">The number of bytes to come, if known.</param>
    /// <param name="first">The maximum size of the first read.</param>
    /// <param name="most">The maximum size of the window.</param>
    /// <param name="gate">The gate for a window that grows large.</param>
    public TextWindow(TextInput input, long? expected, int first, int most, LargeTextGate gate)
    {
        _input = input;
        _pass = new LargeTextPass(gate);
        _first = first;
        _most = most;

        // One byte more than the text has makes the first read detect the end.
        _buffer = TextBuffers.Take((int)Math.Min(expected + 1 ?? FirstBytes, first));
    }

    public ReadOnlyMemory<byte> Text => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Says whether the text ends with the window.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Reads until the window is full, and enlarges it if it already is.</summary>
    public async ValueTask GrowAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length < _most && _buffer.Length - _end <= _buffer.Length / 16)
        {
            int size = _buffer.Length < TextBuffers.MaxPooled ? _buffer.Length * 2 : _most;
            await _pass.EnterAsync(size, cancellationToken);
            Move(TextBuffers.Take(size));
        }

        int read = await _input.FillAsync(_buffer.AsMemory(_end), cancellationToken);
        HasEnd = read < _buffer.Length - _end;
        _end += read;
    }

    /// <summary>Removes bytes from the window: at its beginning, or after some that stay.</summary>
    public void Remove(int at, int count)
    {
        if (at == 0)
        {
            _start += count;
            return;
        }

        _buffer.AsSpan(_start + at + count, _end - _start - at - count).CopyTo(_buffer.AsSpan(_start + at));
        _end -= count;
    }

    /// <summary>Shrinks a large window once its remaining bytes fit into a small one, and lets another one grow.</summary>
    public void Settle()
    {
        if (_pass.IsIn && _end - _start < _first)
        {
            Move(TextBuffers.Take(_first));
            _pass.Dispose();
        }
    }

    public void Dispose()
    {
        TextBuffers.Return(_buffer);
        _buffer = [];
        (_start, _end) = (0, 0);
        _pass.Dispose();
    }

    private void Move(byte[] other)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(other);
        (_start, _end) = (0, _end - _start);
        TextBuffers.Return(_buffer);
        _buffer = other;
    }
}
