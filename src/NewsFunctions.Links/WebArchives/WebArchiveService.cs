using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Links.WebArchives;

/// <summary>The pace of one service of a web archive: one request each interval, at most so many a day, none while it is to be left alone. Used by one run at a
/// time, whose requests follow one another.</summary>
internal sealed class WebArchiveService(WebArchiveState state, TimeSpan interval, RescueOptions options, int? perDay = null)
{
    private static readonly TimeSpan FirstSilence = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxSilence = TimeSpan.FromDays(1);

    /// <summary>To be kept for the next run.</summary>
    public WebArchiveState State { get; private set; } = state;

    /// <summary>Null where a request may be sent after waiting until <paramref name="start"/>; else until when there is none.</summary>
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

    /// <summary>To be told of every status. 429 silences the service, and so does 503 where it says for how long; repeated, for an hour.</summary>
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
