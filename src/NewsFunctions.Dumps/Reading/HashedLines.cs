using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Computes a SHA-256 over lines of a letter, a text and LF: UTF-8, LF line ends, trimmed ends. A missing value adds no line, so a
/// field that is added later changes no old hash.</summary>
internal ref struct HashedLines
{
    private const int BufferSize = 64 * 1024;
    private const int MaxBytesOfCharacter = 3;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private IncrementalHash? _before;
    private int _length;

    public HashedLines()
    {
    }

    public void Add(char tag, string? text)
    {
        if (text is null)
        {
            return;
        }

        string normal = text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;
        Add(tag, normal.AsSpan().Trim());
    }

    public void Add(char tag, scoped ReadOnlySpan<char> text)
    {
        int most = (text.Length * MaxBytesOfCharacter) + 2;
        if (most > _buffer.Length - _length)
        {
            Flush();
        }

        if (most > _buffer.Length)
        {
            _before!.AppendData([(byte)tag]);
            _before.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
            _before.AppendData("\n"u8);
            return;
        }

        _buffer[_length++] = (byte)tag;
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
        _buffer[_length++] = (byte)'\n';
    }

    /// <summary>Finishes the hash. The value must not be used afterwards.</summary>
    /// <param name="digest">Must have 32 bytes.</param>
    public void Finish(Span<byte> digest)
    {
        if (_before is null)
        {
            SHA256.HashData(_buffer.AsSpan(0, _length), digest);
        }
        else
        {
            _before.AppendData(_buffer.AsSpan(0, _length));
            _before.GetHashAndReset(digest);
            _before.Dispose();
        }

        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Flush()
    {
        _before ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _before.AppendData(_buffer.AsSpan(0, _length));
        _length = 0;
    }
}
