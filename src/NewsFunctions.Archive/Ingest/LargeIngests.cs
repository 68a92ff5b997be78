namespace NewsFunctions.Archive.Ingest;

/// <summary>Limits how many ingests of more than a megabyte run at once in a process, because each holds a
/// commit of articles. Smaller ones are limited by the host alone.</summary>
public sealed class LargeIngests(int max) : IDisposable
{
    /// <summary>Limits the bytes that an ingest reads without a slot.</summary>
    public const long SmallBytes = 1 << 20;

    private readonly SemaphoreSlim _free = new(max);

    public void Dispose() => _free.Dispose();

    /// <summary>Returns a slot that is not acquired yet. Dispose it when the ingest ends.</summary>
    public Slot NewSlot() => new(_free);

    /// <summary>Holds the place of one ingest among the large ones.</summary>
    public sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        private bool _isHeld;

        /// <summary>Acquires the slot. Returns false if none became free in that time.</summary>
        public async Task<bool> AcquireAsync(TimeSpan maxWait, CancellationToken cancellationToken) =>
            _isHeld = _isHeld || await free.WaitAsync(maxWait, cancellationToken);

        /// <summary>Acquires the slot if one is free.</summary>
        public bool TryAcquire() => _isHeld = _isHeld || free.Wait(0);

        public void Dispose()
        {
            if (_isHeld)
            {
                free.Release();
                _isHeld = false;
            }
        }
    }
}
