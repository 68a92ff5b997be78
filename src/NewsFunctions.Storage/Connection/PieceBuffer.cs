using System.Buffers;

namespace NewsFunctions.Storage.Connection;

/// <summary>Buffers a response in pieces that stay out of the large object heap, and reads it back.</summary>
internal sealed class PieceBuffer : Stream
{
    // Arrays of 85,000 bytes or more are in the large object heap, which is rarely collected.
    private const int PieceSize = 64 * 1024;

    private readonly List<byte[]> _pieces;
    private readonly long _length;
    private long _position;

    private PieceBuffer(List<byte[]> pieces, long length) => (_pieces, _length) = (pieces, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Reads a stream to its end.</summary>
    public static async Task<PieceBuffer> FillAsync(Stream source, CancellationToken cancellationToken)
    {
        List<byte[]> pieces = [];
        long length = 0;
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            int read;
            do
            {
                read = await source.ReadAtLeastAsync(piece.AsMemory(0, PieceSize), PieceSize, throwOnEndOfStream: false, cancellationToken);
                length += read;

                // Most responses are one row, so the piece is cut to its content.
                pieces.Add(piece.AsSpan(0, read).ToArray());
            }
            while (read == PieceSize);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return new PieceBuffer(pieces, length);
    }

    public override int Read(Span<byte> buffer)
    {
        int read = 0;
        while (read < buffer.Length && _position < _length)
        {
            byte[] piece = _pieces[(int)(_position / PieceSize)];
            int from = (int)(_position % PieceSize);
            int count = (int)Math.Min(Math.Min(PieceSize - from, buffer.Length - read), _length - _position);
            piece.AsSpan(from, count).CopyTo(buffer[read..]);
            read += count;
            _position += count;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => _length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
