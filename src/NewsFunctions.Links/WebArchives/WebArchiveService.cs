using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Paces one service of a web archive: one request per interval, a daily limit, and none during a pause. It is used by one run at a
/// time, whose requests are sequential.</summary>
internal sealed class WebArchiveService(WebArchiveState state, TimeSpan interval, RescueOptions options, int? perDay = null)
{
    private static readonly TimeSpan FirstSilence = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxSilence = TimeSpan.FromDays(1);

    /// <summary>The state to store for the next run.</summary>
    public WebArchiveState State { get; private set; } = state;

    /// <summary>Returns null if a request may be sent after waiting until <paramref name="start"/>; otherwise the time until which none is
    /// sent.</summary>
    public DateTimeOffset? Take(DateTimeOffset now, DateTimeOffset deadline, out DateTimeOffset start)
    {
        start = State.NextStart > now ? State.NextStart.Value : now;
        if (State.SilentUntil > now)
        {
            return State.SilentUntil;
        }

        if (start >= deadline)
        {
            return start;
        }

        if (perDay is { } most)
        {
            var day = DateOnly.FromDateTime(start.UtcDateTime);
            int taken = State.Day == day ? State.Taken : 0;
            if (taken >= most)
            {
                return new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            }

            State = State with { Day = day, Taken = taken + 1 };
        }

        State = State with { NextStart = start + interval };
        return null;
    }

    /// <summary>Records the status of every answer. 429 pauses the service, and so does 503 with Retry-After; repeated refusals pause it for
    /// an hour.</summary>
    public void Answered(int status, string? retryAfter, DateTimeOffset now)
    {
        TimeSpan? asked = RetryAfter.Parse(retryAfter, now);
        if (status == 429 || (status == 503 && asked is not null))
        {
            int refusals = State.Refusals + 1;
            TimeSpan wait = asked ?? FirstSilence * Math.Pow(2, Math.Min(refusals - 1, 10));
            if (refusals >= options.RefusalsToLeaveAlone && wait < options.LeaveAlone)
            {
                wait = options.LeaveAlone;
            }

            State = State with { Refusals = refusals, SilentUntil = now + (wait < MaxSilence ? wait : MaxSilence) };
        }
        else if (status is < 500 and not 403)
        {
            State = State with { Refusals = 0 };
        }
    }
}
