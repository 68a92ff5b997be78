using NewsFunctions.Dumps.Containers;

namespace NewsFunctions.Fuzzing;

/// <summary>Returns 1 to 7 bytes at a time, forward only, like a slow network.</summary>
internal sealed class PiecemealStream(byte[] bytes) : ReadOnlyStream
{
    private int _at;
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        int count = Math.Min(Math.Min(buffer.Length, bytes.Length - _at), 1 + (_reads++ % 7));
        bytes.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return ValueTask.FromResult(count);
    }
}
