using Microsoft.Extensions.Options;

namespace NewsFunctions.Links.Hosts;

/// <summary>
/// Paces requests to hosts: it limits concurrency and the interval between starts, slows down after 429 and 503, and pauses for
/// Retry-After. The pace is part of the host's memory. Safe for concurrent checks.
/// </summary>
public sealed class HostPacer(IOptions<HostOptions> options, TimeProvider time)
{
    private readonly PerHostOptions _options = options.Value.PerHost;

    /// <summary>Waits for the next turn of the host.</summary>
    /// <returns>A turn to dispose after the request. If an operator paused the host, or it asked for a longer pause than
    /// <see cref="PerHostOptions.MaxWait"/>, the turn is not granted and says when the pause ends.</returns>
    /// <exception cref="HostBusyException">The lease of the host has expired.</exception>
    public async Task<HostTurn> WaitAsync(HostMemory memory, CancellationToken cancellationToken)
    {
        HostPace pace = memory.Pace(_options, time.GetUtcNow());
        await pace.Slots.WaitAsync(cancellationToken);
        HostTurn turn = new(this, memory, pace);
        try
        {
            while (true)
            {
                // The lease is checked before the wait too: links of a host lost to another instance need not wait.
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
                    // Another answer may have asked for a pause during the wait.
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

        // An instance that takes over from a killed process waits for the rest of its lease, which is longer than one renewal.
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
