using System.Buffers;
using System.Text;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Bytes;

/// <summary>Reads a text forward as UTF-8. UTF-16 is detected and converted.</summary>
internal sealed class TextInput : IDisposable
{
    private const int HeadBytes = 4096;
    private const int ChunkBytes = 32 * 1024;

    private readonly Stream _content;
    private readonly Utf16? _utf16;
    private readonly Decoder? _decoder;
    private readonly char[] _chars;
    private readonly byte[] _pending;
    private byte[] _raw;
    private int _rawStart;
    private int _rawEnd;
    private int _pendingStart;
    private int _pendingEnd;
    private bool _ended;

    private TextInput(Stream content, byte[] raw, int rawEnd, Utf16? utf16)
    {
        _content = content;
        _raw = raw;
        _rawEnd = rawEnd;
        _utf16 = utf16;
        _decoder = utf16?.Encoding.GetDecoder();
        _chars = utf16 is null ? [] : new char[(ChunkBytes / 2) + 2];
        _pending = utf16 is null ? [] : new byte[Encoding.UTF8.GetMaxByteCount(_chars.Length)];
    }

    /// <summary>The UTF-16 variant of the text. It is null if the text is UTF-8.</summary>
    public Utf16? Utf16 => _utf16;

    /// <summary>The position in the stored text up to which it was read, in bytes.</summary>
    public long Position { get; private set; }

    /// <param name="content">The stream, positioned at the text's first byte.</param>
    /// <param name="start">The byte of the text to start at.</param>
    public static async Task<TextInput> OpenAsync(Stream content, long start, CancellationToken cancellationToken)
    {
        byte[] raw = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        int head = await content.ReadAtLeastAsync(raw.AsMemory(0, HeadBytes), HeadBytes, throwOnEndOfStream: false, cancellationToken);
        var input = new TextInput(content, raw, head, Utf16.Detect(raw.AsSpan(0, head)));
        await input.PassOverAsync(start, cancellationToken);
        return input;
    }

    /// <summary>Fills the target. Fewer bytes than requested mean the end of the text.</summary>
    public async ValueTask<int> FillAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        int filled = 0;
        while (filled < target.Length)
        {
            int read = _decoder is null
                ? await ReadRawAsync(target[filled..], cancellationToken)
                : await ReadDecodedAsync(target[filled..], cancellationToken);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }

    /// <summary>Returns the stored length of a part of the text, in bytes.</summary>
    public long StoredLength(ReadOnlySpan<byte> utf8) =>
        _utf16 is null ? utf8.Length : TranscodedOffsets.CountUnits(utf8) * Utf16.UnitBytes;

    public void Dispose()
    {
        if (_raw.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_raw);
            _raw = [];
            _rawStart = _rawEnd = 0;
        }
    }

    private async Task PassOverAsync(long count, CancellationToken cancellationToken)
    {
        _rawStart = (int)Math.Min(count, _rawEnd);
        Position = _rawStart;
        long left = count - _rawStart;
        if (left == 0)
        {
            return;
        }

        _rawStart = _rawEnd = 0;
        if (_content.CanSeek)
        {
            left = Math.Min(left, Math.Max(0, _content.Length - _content.Position));
            _content.Seek(left, SeekOrigin.Current);
            Position += left;
            return;
        }

        while (left > 0)
        {
            int read = await _content.ReadAsync(_raw.AsMemory(0, (int)Math.Min(left, _raw.Length)), cancellationToken);
            Position += read;
            left = read == 0 ? 0 : left - read;
        }
    }

    private async ValueTask<int> ReadRawAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        int read;
        if (_rawStart < _rawEnd)
        {
            read = Math.Min(target.Length, _rawEnd - _rawStart);
            _raw.AsMemory(_rawStart, read).CopyTo(target);
            _rawStart += read;
        }
        else
        {
            read = await _content.ReadAsync(target, cancellationToken);
        }

        Position += read;
        return read;
    }

    private async ValueTask<int> ReadDecodedAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        while (_pendingStart == _pendingEnd && !_ended)
        {
            if (_rawStart == _rawEnd)
            {
                _rawStart = 0;
                _rawEnd = await _content.ReadAsync(_raw.AsMemory(0, ChunkBytes), cancellationToken);
            }

            _ended = _rawEnd == 0;
            Position += _rawEnd - _rawStart;
            int chars = _decoder!.GetChars(_raw.AsSpan(_rawStart, _rawEnd - _rawStart), _chars, flush: _ended);
            _rawStart = _rawEnd;
            _pendingStart = 0;
            _pendingEnd = Encoding.UTF8.GetBytes(_chars.AsSpan(0, chars), _pending);
        }

        int read = Math.Min(target.Length, _pendingEnd - _pendingStart);
        _pending.AsMemory(_pendingStart, read).CopyTo(target);
        _pendingStart += read;
        return read;
    }
}
