namespace NewsFunctions.Links;

/// <summary>The pace of one host.</summary>
internal sealed class HostPace(PerHostOptions options)
{
    private readonly Lock _lock = new();
    private TimeSpan _interval = options.Interval;
    private DateTimeOffset _nextStart = DateTimeOffset.MinValue;
    private DateTimeOffset _silentUntil = DateTimeOffset.MinValue;
    private int _users;
    private bool _retired;

    public SemaphoreSlim Slots { get; } = new(options.Concurrency, options.Concurrency);

    /// <summary>False once it was retired: a newer pace has taken its place.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            _users += _retired ? 0 : 1;
            return !_retired;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _users--;
        }
    }

    /// <summary>Only a host that nobody waits for and that asked for nothing can be forgotten.</summary>
    public bool TryRetire(DateTimeOffset now)
    {
        lock (_lock)
        {
            _retired |= _users == 0 && now >= _nextStart && now >= _silentUntil && _interval == options.Interval;
            return _retired;
        }
    }

    /// <summary>Takes the next start. False while the host asked for silence: until <paramref name="start"/>, or for longer than we wait.</summary>
    public bool Take(DateTimeOffset now, PerHostOptions limits, out DateTimeOffset start, out DateTimeOffset? stayAwayUntil)
    {
        lock (_lock)
        {
            stayAwayUntil = _silentUntil - now > limits.MaxWait ? _silentUntil : null;
            if (now < _silentUntil)
            {
                start = _silentUntil;
                return false;
            }

            start = now > _nextStart ? now : _nextStart;
            _nextStart = start + _interval;
            return true;
        }
    }

    public bool MayStart(DateTimeOffset now)
    {
        lock (_lock)
        {
            return now >= _silentUntil;
        }
    }

    public void Slow(PerHostOptions limits, DateTimeOffset? silentUntil)
    {
        lock (_lock)
        {
            // From an interval of zero, doubling alone would lead nowhere.
            TimeSpan doubled = _interval > TimeSpan.Zero ? _interval * 2 : TimeSpan.FromMilliseconds(50);
            _interval = doubled < limits.MaxInterval ? doubled : limits.MaxInterval;
            _silentUntil = silentUntil > _silentUntil ? silentUntil.Value : _silentUntil;
        }
    }

    /// <summary>Back in smaller steps than it slowed: halving at each answer would forget a warning within a few requests.</summary>
    public void Ease(PerHostOptions limits)
    {
        lock (_lock)
        {
            TimeSpan eased = _interval * 0.9;
            _interval = eased > limits.Interval ? eased : limits.Interval;
        }
    }
}
