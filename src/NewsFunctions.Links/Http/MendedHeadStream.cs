using System.Diagnostics.CodeAnalysis;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Wraps a connection for one response: it repairs the head and passes the body on unchanged.</summary>
/// <param name="host">The host, for messages.</param>
internal sealed class MendedHeadStream(Stream connection, string host, HeadMending mending) : Stream
{
    private ReadOnlyMemory<byte> _pending;
    private bool _passesOn;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_passesOn)
        {
            _pending = await ReadHeadAsync(cancellationToken);
            _passesOn = true;
        }

        if (_pending.IsEmpty)
        {
            return await connection.ReadAsync(buffer, cancellationToken);
        }

        int count = Math.Min(buffer.Length, _pending.Length);
        _pending[..count].CopyTo(buffer);
        _pending = _pending[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => connection.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        connection.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Flush() => connection.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Returns the repaired head and the part of the body that came with it.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadHeadAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[SloppyHead.MaxBytes];
        int read = 0;
        int from = 0;
        while (true)
        {
            if (TryMend(buffer.AsMemory(from, read - from), out MendedHead? head, out int length))
            {
                from += length;
                if (!head.IsInterim)
                {
                    mending.Defects = head.Defects;
                    return new ReadOnlyMemory<byte>([.. head.Bytes.Span, .. buffer.AsSpan(from, read - from)]);
                }

                continue;
            }

            if (read == buffer.Length)
            {
                throw Unreadable($"its head has more than {SloppyHead.MaxBytes} bytes");
            }

            int count = await connection.ReadAsync(buffer.AsMemory(read), cancellationToken);
            if (count == 0)
            {
                throw read > 0 ? Unreadable("its head ends in the middle") : Silent();
            }

            mending.HasBegun = true;
            read += count;
        }
    }

    /// <summary>Returns false if the head is not complete.</summary>
    private bool TryMend(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out MendedHead? head, out int length)
    {
        head = null;
        length = 0;
        if (SloppyHead.FindStart(bytes.Span) is not { } start)
        {
            throw Unreadable("it does not begin with an HTTP status line");
        }

        int end = start < 0 ? -1 : SloppyHead.FindEnd(bytes.Span[start..]);
        if (end < 0)
        {
            return false;
        }

        head = SloppyHead.Mend(bytes.Span.Slice(start, end), hasJunk: start > 0);
        length = start + end;
        return head.Unread is { } why ? throw Unreadable(why) : true;
    }

    private ConnectionRefusal Unreadable(string why) => new(HeadMending.Failed(host, why));

    /// <summary>Throws here, because the client would take a closed connection as a reason to connect three more times.</summary>
    private ConnectionRefusal Silent() => new(new FailureFacts
    {
        Stage = FailureStage.Headers,
        Kind = FailureKind.ConnectionLost,
        Detail = $"{host} closed the connection without an answer.",
    });
}
