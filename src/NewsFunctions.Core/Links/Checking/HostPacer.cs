using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Links;

/// <summary>
/// Politeness towards hosts within this process: so many requests at once, one start each interval, slower after 429 and 503,
/// silent while Retry-After asks for it. Safe for concurrent checks.
/// </summary>
public sealed class HostPacer(IOptions<LinkCheckOptions> options, TimeProvider time)
{
    private const int HostsKept = 1024;

    private readonly PerHostOptions _options = options.Value.PerHost;
    private readonly ConcurrentDictionary<string, HostPace> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the host's turn.</summary>
    /// <returns>A turn, to be disposed of after the request; where the host asked us to stay away for longer than
    /// <see cref="PerHostOptions.MaxWait"/>, a turn that is not granted and says until when.</returns>
    public async Task<HostTurn> WaitAsync(string host, CancellationToken cancellationToken)
    {
        HostPace pace = Enter(host);
        try
        {
            await pace.Slots.WaitAsync(cancellationToken);
        }
        catch
        {
            pace.Leave();
            throw;
        }

        HostTurn turn = new(this, pace);
        try
        {
            while (true)
            {
                DateTimeOffset now = time.GetUtcNow();
                if (pace.Take(now, _options, out DateTimeOffset start, out DateTimeOffset? stayAwayUntil))
                {
                    await DelayUntilAsync(start, now, cancellationToken);
                    // Another answer may have asked for silence while we waited.
                    if (pace.MayStart(time.GetUtcNow()))
                    {
                        return turn;
                    }
                }
                else if (stayAwayUntil is { } until)
                {
                    turn.Dispose();
                    return HostTurn.Denied(until);
                }
                else
                {
                    await DelayUntilAsync(start, now, cancellationToken);
                }
            }
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    internal void Answered(HostPace pace, int status, string? retryAfter)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (status is not (429 or 503))
        {
            pace.Ease(_options);
            return;
        }

        TimeSpan? wait = RetryAfter.Parse(retryAfter, now);
        pace.Slow(_options, wait is { } asked ? now + (asked < _options.MaxRetryAfter ? asked : _options.MaxRetryAfter) : null);
    }

    private Task DelayUntilAsync(DateTimeOffset start, DateTimeOffset now, CancellationToken cancellationToken) =>
        start > now ? Task.Delay(start - now, time, cancellationToken) : Task.CompletedTask;

    private HostPace Enter(string host)
    {
        if (_hosts.Count > HostsKept)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach ((string name, HostPace idle) in _hosts)
            {
                if (idle.TryRetire(now))
                {
                    _hosts.TryRemove(new KeyValuePair<string, HostPace>(name, idle));
                }
            }
        }

        while (true)
        {
            HostPace pace = _hosts.GetOrAdd(host, _ => new HostPace(_options));
            if (pace.TryEnter())
            {
                return pace;
            }
        }
    }
}
