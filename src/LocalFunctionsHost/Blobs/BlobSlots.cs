namespace LocalFunctionsHost.Blobs;

/// <summary>Limits how many blobs are worked on at once: many small ones or a few large ones.</summary>
internal sealed class BlobSlots(int maxCount)
{
    private const long MaxBytes = 16 << 20;

    // A larger blob counts as this: it takes a quarter of the room, so a huge one holds up no others.
    private const long MaxBlobBytes = MaxBytes / 4;

    private readonly Lock _lock = new();
    private TaskCompletionSource _left = NewSignal();
    private int _count;
    private long _bytes;

    /// <summary>Waits until there is room for a blob of that size.</summary>
    public async Task EnterAsync(long bytes, CancellationToken cancellationToken)
    {
        while (!TryEnter(bytes, out Task left))
        {
            await left.WaitAsync(cancellationToken);
        }
    }

    public void Leave(long bytes)
    {
        TaskCompletionSource left;
        lock (_lock)
        {
            (_count, _bytes) = (_count - 1, _bytes - Room(bytes));
            (left, _left) = (_left, NewSignal());
        }
        left.SetResult();
    }

    private bool TryEnter(long bytes, out Task left)
    {
        lock (_lock)
        {
            left = _left.Task;
            if (_count == maxCount || _bytes + Room(bytes) > MaxBytes)
            {
                return false;
            }
            (_count, _bytes) = (_count + 1, _bytes + Room(bytes));
            return true;
        }
    }

    private static long Room(long bytes) => Math.Min(bytes, MaxBlobBytes);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
