using System.Buffers;

namespace NewsFunctions.Dumps;

/// <summary>The part of a text that is in memory: grows at its end, loses what is done at its beginning.</summary>
internal sealed class TextWindow : IDisposable
{
    private const int FirstBytes = 32 * 1024;
    private const int ShortestPooled = 128 * 1024;
    private const int LongestPooled = 8 * 1024 * 1024;

    private readonly TextInput _input;
    private readonly int _most;
    private byte[] _buffer;
    private int _start;
    private int _end;

    /// <param name="expected">Bytes that are to come, where that is known.</param>
    /// <param name="first">The most that is read at first.</param>
    /// <param name="most">The most that the window holds.</param>
    public TextWindow(TextInput input, long? expected, int first, int most)
    {
        _input = input;
        _most = most;

        // One byte more than there is shows the end at the first reading.
        _buffer = Take((int)Math.Min(expected + 1 ?? FirstBytes, first));
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
            byte[] larger = Take(_buffer.Length < LongestPooled ? _buffer.Length * 2 : _most);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            Return(_buffer);
            _buffer = larger;
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

    public void Dispose()
    {
        Return(_buffer);
        _buffer = [];
        (_start, _end) = (0, 0);
    }

    private static byte[] Take(int size) =>
        size is >= ShortestPooled and <= LongestPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    private static void Return(byte[] buffer)
    {
        if (buffer.Length is >= ShortestPooled and <= LongestPooled)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
