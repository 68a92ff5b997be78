namespace NewsFunctions.Dumps.Bytes;

/// <summary>Admits one large text at a time: a text takes many times its size while it is parsed and written, and an upload of a few
/// kilobytes can hold one of 64 MB. Smaller texts pass beside it.</summary>
/// <remarks>A reader enters before its buffer outgrows <see cref="LargeBytes"/>, and leaves once the record was written: when it is asked
/// for the next one and the rest fits into a small buffer again, or at its end.</remarks>
#pragma warning disable CA1001 // The semaphore holds nothing to dispose of: nobody asks for its wait handle.
public sealed class LargeTextGate
#pragma warning restore CA1001
{
    /// <summary>Texts up to this size are not large.</summary>
    public const int LargeBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan CollectionDelay = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _place = new(1, 1);
    private readonly LargeTextGate? _outer;
    private int _collections;
    private int _buffers;

    public LargeTextGate()
    {
    }

    private LargeTextGate(LargeTextGate outer) => _outer = outer;

    /// <summary>The gate of this process.</summary>
    public static LargeTextGate Shared { get; } = new();

    /// <summary>The same gate for one reader, which reads one thing after the other but may hold several large buffers at once, one
    /// within the other: it takes the place with the first of them and leaves with the last.</summary>
    internal LargeTextGate ForOneReader() => new(this);

    /// <summary>Waits until no other large text is read.</summary>
    internal async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (_outer is null)
        {
            await _place.WaitAsync(cancellationToken);
            return;
        }

        if (_buffers == 0)
        {
            await _outer.EnterAsync(cancellationToken);
        }

        _buffers++;
    }

    internal void Leave()
    {
        if (_outer is not null)
        {
            if (--_buffers == 0)
            {
                _outer.Leave();
            }

            return;
        }

        _place.Release();
        if (Interlocked.Exchange(ref _collections, 1) == 0)
        {
            _ = CollectAsync();
        }
    }

    /// <summary>Gives the memory of the text back to the system, which the collector by itself keeps for the next one. A moment later,
    /// when nobody refers to the record any more; if another text is in by then, it is done after that one.</summary>
    private async Task CollectAsync()
    {
        await Task.Delay(CollectionDelay, TimeProvider.System);
        Interlocked.Exchange(ref _collections, 0);
        if (_place.CurrentCount > 0)
        {
            TextBuffers.Release();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}

/// <summary>One buffer's way through a <see cref="LargeTextGate"/>. Dispose it to leave.</summary>
internal sealed class LargeTextPass(LargeTextGate gate) : IDisposable
{
    /// <summary>The buffer may be large.</summary>
    public bool IsIn { get; private set; }

    /// <summary>Waits for the place, unless the buffer stays small or has the place already.</summary>
    /// <param name="size">The bytes that the buffer is to have.</param>
    public async ValueTask EnterAsync(long size, CancellationToken cancellationToken)
    {
        if (size > LargeTextGate.LargeBytes && !IsIn)
        {
            await gate.EnterAsync(cancellationToken);
            IsIn = true;
        }
    }

    public void Dispose()
    {
        if (IsIn)
        {
            IsIn = false;
            gate.Leave();
        }
    }
}
