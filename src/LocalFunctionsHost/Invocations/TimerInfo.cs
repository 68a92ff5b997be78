namespace LocalFunctionsHost.Invocations;

/// <summary>What a timer function learns of its schedule.</summary>
/// <param name="IsPastDue">Whether the run makes up for a tick that was missed.</param>
/// <param name="Status">Null where the schedule is not monitored.</param>
internal sealed record TimerInfo(bool IsPastDue, ScheduleStatus? Status);

/// <summary>Local times of the last and the next run, and of the last change of this status.</summary>
internal sealed record ScheduleStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
