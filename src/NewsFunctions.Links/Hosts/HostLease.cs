namespace NewsFunctions.Links.Hosts;

/// <summary>How long this instance may ask a host. Safe for concurrent checks.</summary>
/// <remarks>By two clocks, whichever ends it first: one that is set must not lengthen it, and neither may one that stands still while the
/// machine sleeps.</remarks>
public sealed class HostLease
{
    private readonly Lock _lock = new();
    private readonly TimeProvider? _time;
    private DateTimeOffset _sinceUtc;
    private long _since;
    private TimeSpan _length;

    /// <summary>A leave without end.</summary>
    public HostLease() => _length = Timeout.InfiniteTimeSpan;

    /// <summary>None yet.</summary>
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

    /// <summary>Runs <paramref name="ask"/>; where it says true, the leave lasts so long from before it was asked: how long the answer took
    /// is not known to whoever gave it.</summary>
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
