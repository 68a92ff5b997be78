using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Visits;

namespace NewsFunctions.Functions;

/// <summary>Sends the shards whose links are due to <see cref="CheckLinks"/>.</summary>
public sealed class ScheduleLinkChecks(LinkCheckPlanner planner)
{
    [Function(nameof(ScheduleLinkChecks))]
    public Task RunAsync([TimerTrigger("%LinkCheckSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        planner.PlanAsync(cancellationToken);
}
