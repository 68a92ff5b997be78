using NewsFunctions.Core.Hosts;

namespace NewsFunctions.Links.Hosts;

/// <summary>Tracks the pace of one host.</summary>
internal sealed class HostPace
{
    private readonly Lock _lock = new();
    private readonly PerHostOptions _limits;
    private TimeSpan _interval;
    private DateTimeOffset _nextStart;
    private DateTimeOffset _silentUntil;

    /// <param name="remembered">The pace stored by an earlier visit or by another instance.</param>
    public HostPace(PerHostOptions limits, HostPaceRecord remembered, DateTimeOffset now)
    {
        _limits = limits;
        Slots = new SemaphoreSlim(limits.Concurrency, limits.Concurrency);
        _interval = Clamp(remembered.Interval ?? limits.Interval);
        DateTimeOffset longest = now + limits.MaxRetryAfter;
        _silentUntil = remembered.SilentUntil is { } until ? until < longest ? until : longest : DateTimeOffset.MinValue;

        // The previous lease holder may have started its last request just now.
        _nextStart = remembered.Interval is null ? DateTimeOffset.MinValue : now + _interval;
    }

    public SemaphoreSlim Slots { get; }

    public HostPaceRecord Snapshot()
    {
        lock (_lock)
        {
            return new HostPaceRecord
            {
                Interval = _interval,
                SilentUntil = _silentUntil == DateTimeOffset.MinValue ? null : _silentUntil,
            };
        }
    }

    /// <summary>Takes the next start. Returns false during a pause that the host asked for. <paramref name="start"/> is then its end, and
    /// <paramref name="stayAwayUntil"/> is set if it is longer than we wait.</summary>
    public bool Take(DateTimeOffset now, out DateTimeOffset start, out DateTimeOffset? stayAwayUntil)
    {
        lock (_lock)
        {
            stayAwayUntil = _silentUntil - now > _limits.MaxWait ? _silentUntil : null;
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

    public void Slow(DateTimeOffset? silentUntil)
    {
        lock (_lock)
        {
            // Doubling an interval of zero would have no effect.
            _interval = Clamp(_interval > TimeSpan.Zero ? _interval * 2 : TimeSpan.FromMilliseconds(50));
            _silentUntil = silentUntil > _silentUntil ? silentUntil.Value : _silentUntil;
        }
    }

    /// <summary>Speeds up in smaller steps than it slowed down: halving at each answer would undo a warning within a few requests.</summary>
    public void Ease()
    {
        lock (_lock)
        {
            _interval = Clamp(_interval * 0.9);
        }
    }

    private TimeSpan Clamp(TimeSpan interval) =>
        interval < _limits.Interval ? _limits.Interval : interval > _limits.MaxInterval ? _limits.MaxInterval : interval;
}
