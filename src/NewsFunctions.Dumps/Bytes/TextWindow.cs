namespace NewsFunctions.Dumps.Bytes;

/// <summary>The part of a text that is in memory: grows at its end, loses what is done at its beginning.</summary>
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

    /// <param name="expected">Bytes that are to come, where that is known.</param>
    /// <param name="first">The most that is read at first.</param>
    /// <param name="most">The most that the window holds.</param>
    /// <param name="gate">Where a window that grows large waits.</param>
    public TextWindow(TextInput input, long? expected, int first, int most, LargeTextGate gate)
    {
        _input = input;
        _pass = new LargeTextPass(gate);
        _first = first;
        _most = most;

        // One byte more than there is shows the end at the first reading.
        _buffer = TextBuffers.Take((int)Math.Min(expected + 1 ?? FirstBytes, first));
    }

    public ReadOnlyMemory<byte> Text => _buffer.AsMemory(_start, _end - _start);

    /// <summary>The text ends with the window.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Reads on until the window is full; gives it more room if it is.</summary>
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

    /// <summary>Takes bytes out of the window: at its beginning, or behind some that stay.</summary>
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

    /// <summary>Makes a window that has grown large small again, once what is left in it fits, and lets another one grow.</summary>
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
