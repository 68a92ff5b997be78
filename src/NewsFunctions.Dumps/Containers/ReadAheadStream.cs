using System.Buffers;
using System.Threading.Channels;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads a stream on another thread, a few buffers ahead of the consumer, so that decompressing and parsing overlap.</summary>
/// <remarks>The inner stream is disposed with this one.</remarks>
internal sealed class ReadAheadStream(Stream inner) : ReadOnlyStream
{
    private const int ChunkSize = 256 * 1024;
    private const int Chunks = 3;

    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(byte[] Buffer, int Length)> _filled =
        Channel.CreateBounded<(byte[], int)>(new BoundedChannelOptions(Chunks) { SingleReader = true, SingleWriter = true });

    private Task? _pump;
    private byte[]? _current;
    private int _at;
    private int _length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at == _length && !await NextChunkAsync(cancellationToken))
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, _length - _at);
        _current.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_pump is not null)
        {
            // Exceptions were already passed through the channel.
            await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Release();
        while (_filled.Reader.TryRead(out (byte[] Buffer, int Length) left))
        {
            ArrayPool<byte>.Shared.Return(left.Buffer);
        }

        await inner.DisposeAsync();
        _stop.Dispose();
        await base.DisposeAsync();
    }

    private async ValueTask<bool> NextChunkAsync(CancellationToken cancellationToken)
    {
        _pump ??= Task.Run(PumpAsync, CancellationToken.None);
        Release();
        if (!await _filled.Reader.WaitToReadAsync(cancellationToken) || !_filled.Reader.TryRead(out (byte[] Buffer, int Length) chunk))
        {
            return false;
        }

        (_current, _at, _length) = (chunk.Buffer, 0, chunk.Length);
        return true;
    }

    private void Release()
    {
        if (_current is not null)
        {
            ArrayPool<byte>.Shared.Return(_current);
            (_current, _at, _length) = (null, 0, 0);
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            while (await ReadChunkAsync())
            {
            }

            _filled.Writer.Complete();
        }
        catch (Exception e)
        {
            // The consumer gets the exception after the data that was read before it.
            _filled.Writer.Complete(e);
        }
    }

    /// <summary>Passes on a full buffer, or a partial one before a wait.</summary>
    /// <returns>False at the end.</returns>
    private async ValueTask<bool> ReadChunkAsync()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        int length = 0;
        int read = 1;
        while (read > 0 && length < ChunkSize)
        {
            ValueTask<int> reading = inner.ReadAsync(buffer.AsMemory(length, ChunkSize - length), _stop.Token);
            if (!reading.IsCompleted && length > 0)
            {
                await HandOnAsync(buffer.AsMemory(0, length));
                read = await reading;
                buffer.AsSpan(length, read).CopyTo(buffer);
                length = read;
            }
            else
            {
                read = await reading;
                length += read;
            }
        }

        if (length > 0)
        {
            await _filled.Writer.WriteAsync((buffer, length), _stop.Token);
        }

        return read > 0;
    }

    // This makes a copy, because the running read writes into the buffer.
    private ValueTask HandOnAsync(ReadOnlyMemory<byte> bytes)
    {
        byte[] copy = ArrayPool<byte>.Shared.Rent(ChunkSize);
        bytes.CopyTo(copy);
        return _filled.Writer.WriteAsync((copy, bytes.Length), _stop.Token);
    }
}
