namespace NewsFunctions.Links.Media;

/// <summary>Counts the pixels in the LZW data of one GIF image without decoding them. Zero padding in a truncated file ends its
/// blocks correctly, but adds no pixels.</summary>
internal sealed class GifImageData
{
    private const int MaxCodes = 4096;
    private const int MaxCodeSize = 12;

    private readonly int _clear;
    private readonly long _pixels;
    private readonly ushort[] _lengths = new ushort[MaxCodes];
    private int _codeSize;
    private int _next;
    private int _previous;
    private long _count;
    private uint _bits;
    private int _bitCount;

    /// <param name="codeSize">The initial code size of the image.</param>
    /// <param name="pixels">Width times height.</param>
    public GifImageData(byte codeSize, long pixels)
    {
        // How decoders handle such a size does not affect the file's end.
        IsWhole = codeSize >= MaxCodeSize;
        _clear = 1 << (IsWhole ? 1 : codeSize);
        _pixels = pixels;
        Clear();
    }

    /// <summary>Says whether all pixels are present, or the data declares its end, or it cannot be counted.</summary>
    public bool IsWhole { get; private set; }

    public void Append(ReadOnlySpan<byte> data)
    {
        foreach (byte next in data)
        {
            if (IsWhole)
            {
                return;
            }

            _bits |= (uint)next << _bitCount;
            for (_bitCount += 8; _bitCount >= _codeSize && !IsWhole;)
            {
                int code = (int)(_bits & ((1u << _codeSize) - 1));
                _bits >>= _codeSize;
                _bitCount -= _codeSize;
                Count(code);
            }
        }
    }

    private void Count(int code)
    {
        if (code == _clear)
        {
            Clear();
            return;
        }

        int length = code < _clear ? 1
            : code > _clear + 1 && code < _next ? _lengths[code]
            : code == _next && _previous > 0 ? _previous + 1
            : 0;
        _count += length;

        // No length means the end code, or a code that does not exist yet, at which decoders stop.
        IsWhole = length == 0 || _count >= _pixels;
        if (_previous > 0 && _next < MaxCodes)
        {
            _lengths[_next++] = (ushort)(_previous + 1);
            _codeSize += _next == 1 << _codeSize && _codeSize < MaxCodeSize ? 1 : 0;
        }

        _previous = length;
    }

    private void Clear()
    {
        _codeSize = System.Numerics.BitOperations.Log2((uint)_clear) + 1;
        _next = _clear + 2;
        _previous = 0;
    }
}
