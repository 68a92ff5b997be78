using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NCrontab;

namespace NewsFunctions.Archive.Visits;

/// <summary>Estimates when requested checks are done.</summary>
public sealed class CheckForecast(IConfiguration configuration, IOptions<VisitOptions> options)
{
    private const string Schedule = "LinkCheckSchedule";

    // Hosts may accept schedules that are not NCRONTAB.
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(15);

    /// <summary>Returns when the visits of a plan end, if each takes its whole budget once. Later runs queue the remaining shards.</summary>
    public DateTimeOffset Of(ShardPlan plan, DateTimeOffset now)
    {
        TimeSpan visit = options.Value.VisitBudget;
        if (plan.Waiting == 0)
        {
            return now + (plan.Running > 0 ? 2 * visit : visit);
        }

        DateTimeOffset run = now;
        for (int left = plan.Waiting; left > 0; left -= options.Value.MaxShardsPerSite)
        {
            run = NextRun(run);
        }

        return run + visit;
    }

    private DateTimeOffset NextRun(DateTimeOffset after)
    {
        string expression = configuration[Schedule] ?? "";
        bool hasSeconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        return CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = hasSeconds }) is { } cron
            ? new DateTimeOffset(cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero)
            : after + UsualInterval;
    }
}
