namespace LocalFunctionsHost.Invocations;

/// <summary>Tells a timer function about its schedule.</summary>
/// <param name="IsPastDue">True if the run makes up for a tick that was missed.</param>
/// <param name="Status">The status; null where the schedule is not monitored.</param>
internal sealed record TimerInfo(bool IsPastDue, ScheduleStatus? Status);

/// <summary>Holds the local times of the last and the next run, and of the last change of this status.</summary>
internal sealed record ScheduleStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
