namespace NewsFunctions.Links.Hosts;

/// <summary>Tracks how long this instance may send requests to a host. Safe for concurrent checks.</summary>
/// <remarks>It uses two clocks and ends with the first: setting the wall clock must not extend the lease, and neither must a monotonic clock that
/// stops while the machine sleeps.</remarks>
public sealed class HostLease
{
    private readonly Lock _lock = new();
    private readonly TimeProvider? _time;
    private DateTimeOffset _sinceUtc;
    private long _since;
    private TimeSpan _length;

    /// <summary>Creates a lease without end.</summary>
    public HostLease() => _length = Timeout.InfiniteTimeSpan;

    /// <summary>Creates a lease that is not acquired yet.</summary>
    public HostLease(TimeProvider time) => _time = time;

    public bool Holds
    {
        get
        {
            lock (_lock)
            {
                return _time is null || (_time.GetElapsedTime(_since) < _length && _time.GetUtcNow() - _sinceUtc < _length);
            }
        }
    }

    /// <summary>Runs <paramref name="ask"/>. If it returns true, the lease lasts for the length from before the call, because the
    /// other side's clock started at an unknown point during it.</summary>
    public async Task<bool> ExtendAsync(TimeSpan length, Func<Task<bool>> ask)
    {
        DateTimeOffset sinceUtc = _time?.GetUtcNow() ?? default;
        long since = _time?.GetTimestamp() ?? 0;
        bool granted = await ask();
        lock (_lock)
        {
            (_sinceUtc, _since, _length) = (sinceUtc, since, granted ? length : TimeSpan.Zero);
        }

        return granted;
    }
}
