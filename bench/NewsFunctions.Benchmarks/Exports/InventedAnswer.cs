using System.Text;

namespace NewsFunctions.Benchmarks.Exports;

/// <summary>A response of the table service that is generated while it is read, as if from the wire, so that the
/// storage adds nothing to the measured memory.</summary>
internal sealed class InventedAnswer(IEnumerable<string> rows) : Stream
{
    private readonly IEnumerator<string> _pieces = Pieces(rows).GetEnumerator();
    private ReadOnlyMemory<byte> _left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_left.IsEmpty)
        {
            if (!_pieces.MoveNext())
            {
                return 0;
            }

            _left = Encoding.UTF8.GetBytes(_pieces.Current);
        }

        int taken = Math.Min(buffer.Length, _left.Length);
        _left.Span[..taken].CopyTo(buffer);
        _left = _left[taken..];
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _pieces.Dispose();
        base.Dispose(disposing);
    }

    private static IEnumerable<string> Pieces(IEnumerable<string> rows)
    {
        yield return "{\"value\":[";
        bool isFirst = true;
        foreach (string row in rows)
        {
            yield return isFirst ? row : "," + row;
            isFirst = false;
        }

        yield return "]}";
    }
}
