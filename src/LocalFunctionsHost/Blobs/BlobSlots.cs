namespace LocalFunctionsHost.Blobs;

/// <summary>Limits how many blobs are worked on at once, by count and by bytes. A blob that is too large alone is worked on alone.</summary>
internal sealed class BlobSlots(int maxCount, long maxBytes)
{
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
            (_count, _bytes) = (_count - 1, _bytes - bytes);
            (left, _left) = (_left, NewSignal());
        }
        left.SetResult();
    }

    private bool TryEnter(long bytes, out Task left)
    {
        lock (_lock)
        {
            left = _left.Task;
            if (_count > 0 && (_count == maxCount || _bytes + bytes > maxBytes))
            {
                return false;
            }
            (_count, _bytes) = (_count + 1, _bytes + bytes);
            return true;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
