using Microsoft.Extensions.Options;

namespace NewsFunctions.Links.Hosts;

/// <summary>
/// Politeness towards hosts: so many requests at once, one start each interval, slower after 429 and 503, silent while Retry-After asks
/// for it. The pace is part of what is remembered of the host. Safe for concurrent checks.
/// </summary>
public sealed class HostPacer(IOptions<HostOptions> options, TimeProvider time)
{
    private readonly PerHostOptions _options = options.Value.PerHost;

    /// <summary>Waits for the host's turn.</summary>
    /// <returns>A turn, to be disposed of after the request; where an operator paused the host, or it asked us to stay away for longer than
    /// <see cref="PerHostOptions.MaxWait"/>, a turn that is not granted and says until when.</returns>
    /// <exception cref="HostBusyException">Our leave to ask the host has run out.</exception>
    public async Task<HostTurn> WaitAsync(HostMemory memory, CancellationToken cancellationToken)
    {
        HostPace pace = memory.Pace(_options, time.GetUtcNow());
        await pace.Slots.WaitAsync(cancellationToken);
        HostTurn turn = new(this, memory, pace);
        try
        {
            while (true)
            {
                // Also before a wait: the links of a host that is lost to another instance need not queue for it.
                EnsureLeave(memory);
                DateTimeOffset now = time.GetUtcNow();
                if (memory.PausedUntil(now) is { } paused)
                {
                    turn.Dispose();
                    return HostTurn.Denied(paused);
                }

                if (pace.Take(now, out DateTimeOffset start, out DateTimeOffset? stayAwayUntil))
                {
                    await DelayUntilAsync(start, now, cancellationToken);
                    // Another answer may have asked for silence while we waited.
                    if (pace.MayStart(time.GetUtcNow()))
                    {
                        EnsureLeave(memory);
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

    internal void Answered(HostMemory memory, HostPace pace, int status, string? retryAfter)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (status is not (429 or 503))
        {
            pace.Ease();
            return;
        }

        TimeSpan? wait = RetryAfter.Parse(retryAfter, now) is { } asked && asked > _options.MaxRetryAfter
            ? _options.MaxRetryAfter
            : RetryAfter.Parse(retryAfter, now);
        pace.Slow(now + wait);

        // Who takes over from a process that is killed waits for the rest of its lease, which is more than a renewal away.
        if (wait > _options.LeaseRenewal)
        {
            memory.Urgent?.Invoke();
        }
    }

    private static void EnsureLeave(HostMemory memory)
    {
        if (!memory.Leave.Holds)
        {
            throw new HostBusyException(memory.Host);
        }
    }

    private Task DelayUntilAsync(DateTimeOffset start, DateTimeOffset now, CancellationToken cancellationToken) =>
        start > now ? Task.Delay(start - now, time, cancellationToken) : Task.CompletedTask;
}
