using LocalFunctionsHost.Settings;
using NCrontab;

namespace LocalFunctionsHost.Timers;

/// <summary>Holds an NCRONTAB expression in a time zone.</summary>
internal sealed record TimerSchedule(string Expression, CrontabSchedule Cron, TimeZoneInfo Zone)
{
    /// <summary>Parses six fields, or five without seconds. Throws <see cref="LocalHostException"/> naming the function.</summary>
    public static TimerSchedule Parse(string expression, TimeZoneInfo zone, string function)
    {
        bool hasSeconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        return CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = hasSeconds }) is { } cron
            ? new TimerSchedule(expression, cron, zone)
            : throw new LocalHostException($"{function}: {expression} is no NCRONTAB schedule.");
    }

    /// <summary>Returns the first time after that instant. An hour that the clock skips moves forward, one that it repeats counts once.</summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        for (DateTime local = TimeZoneInfo.ConvertTime(after, Zone).DateTime; ;)
        {
            local = Cron.GetNextOccurrence(local);
            DateTime valid = local;
            while (Zone.IsInvalidTime(valid))
            {
                valid = valid.AddMinutes(1);
            }
            TimeSpan offset = Zone.IsAmbiguousTime(valid) ? Zone.GetAmbiguousTimeOffsets(valid).Max() : Zone.GetUtcOffset(valid);
            if (new DateTimeOffset(valid, offset) is var instant && instant > after)
            {
                return instant;
            }
        }
    }

    /// <summary>Returns whether missed runs need not be made up for, as the Functions host decides for schedules of seconds.</summary>
    public bool IsSubMinute(DateTimeOffset now) => Next(Next(now)) - Next(now) < TimeSpan.FromMinutes(1);
}
