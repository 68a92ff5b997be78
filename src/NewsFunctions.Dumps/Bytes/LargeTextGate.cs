namespace NewsFunctions.Dumps.Bytes;

/// <summary>Admits one large text at a time. Parsing and writing a text takes many times its size, and an upload of a few kilobytes can
/// contain one of 64 MB. Smaller texts are not limited.</summary>
/// <remarks>A reader enters before its buffer outgrows <see cref="LargeBytes"/>. It leaves once the record was written: when the next one is
/// requested and the rest fits into a small buffer again, or at the end.</remarks>
#pragma warning disable CA1001 // The semaphore needs no disposal, because its wait handle is never used.
public sealed class LargeTextGate
#pragma warning restore CA1001
{
    /// <summary>The size up to which texts are not large.</summary>
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

    /// <summary>Returns this gate for one reader. The reader reads sequentially but may hold several nested large buffers
    /// at once: it enters with the first of them and leaves with the last.</summary>
    internal LargeTextGate ForOneReader() => new(this);

    /// <summary>Waits until no other large text is being read.</summary>
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

    /// <summary>Returns the memory of the text to the system, because the collector would keep it for the next one. It runs a moment
    /// later, when the record is no longer referenced, or after the next text if one has entered by then.</summary>
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

/// <summary>Tracks one buffer's pass through a <see cref="LargeTextGate"/>. Dispose it to leave.</summary>
internal sealed class LargeTextPass(LargeTextGate gate) : IDisposable
{
    /// <summary>Says whether the buffer may be large.</summary>
    public bool IsIn { get; private set; }

    /// <summary>Enters the gate, unless the buffer stays small or has entered already.</summary>
    /// <param name="size">The size that the buffer is to have, in bytes.</param>
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
