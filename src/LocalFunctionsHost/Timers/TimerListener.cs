using Azure.Data.Tables;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Invocations;
using LocalFunctionsHost.Settings;
using LocalFunctionsHost.Workers;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Timers;

/// <summary>Implements the timer trigger. The stored status decides what is due, so that processes side by side run each tick once.</summary>
internal sealed partial class TimerListener(
    FunctionDescriptor function, Connections connections, FunctionInvoker invoker, RunningInvocations running, ClaimOwner owner,
    TimeProvider time, ILogger<TimerListener> logger) : Listener
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Also limits the sleep, so that a clock that was set, or a machine that slept, is noticed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly RetryPolicy _retry = RetryPolicy.Of(function);
    private readonly TimerSchedule _schedule = TimerSchedule.Parse(function.Target, time.LocalTimeZone, function.Name);
    private readonly TableClient _table = connections.RuntimeTable("EmbeddedTimers");

    /// <summary>Is null until the status has been read for the first time.</summary>
    private DateTimeOffset? _due;
    private bool _isPastDue;
    private bool _isStartup = true;

    private bool IsMonitored => (function.Flag("useMonitor") ?? true) && !_schedule.IsSubMinute(time.GetUtcNow());

    public override async Task RunAsync(CancellationToken stop)
    {
        var pause = new IdlePause(TimeSpan.FromSeconds(1), Look);
        while (!stop.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await StepAsync(stop);
                pause.Reset();
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                Log.Storage(logger, function.Name, e);
                wait = pause.Next();
            }
            if (wait > TimeSpan.Zero)
            {
                await IsStoppedWithinAsync(wait < Look ? wait : Look, time, stop);
            }
        }
    }

    /// <summary>Runs the function if it is due, and returns how long there is nothing to do.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken stop)
    {
        if (_due is null)
        {
            await PlanAsync(stop);
        }
        DateTimeOffset now = time.GetUtcNow();
        if (_due > now)
        {
            return _due.Value - now;
        }
        TimerStatus status = await TimerStatus.ReadAsync(_table, function.Name, stop);
        if (status.IsHeld(owner.Id, now))
        {
            return TimeSpan.FromSeconds(5);
        }
        if (status.Next > now && status.Schedule == _schedule.Expression && !_isStartup)
        {
            // Another process ran this tick.
            _due = status.Next;
            return _due.Value - now;
        }
        TimerStatus claim = status with { Schedule = _schedule.Expression, Owner = owner.Id, LeaseUntil = now + Lease };
        if (await claim.TryWriteAsync(_table, function.Name, owner.Id) is not { } claimed)
        {
            return TimeSpan.FromMilliseconds(100);
        }
        await RunAsync(claimed, now);
        return TimeSpan.Zero;
    }

    private async Task PlanAsync(CancellationToken stop)
    {
        await _table.CreateIfNotExistsAsync(stop);
        TimerStatus status = await TimerStatus.ReadAsync(_table, function.Name, stop);
        // Later than the read: another process may run a tick meanwhile, which must not be planned again.
        DateTimeOffset now = time.GetUtcNow();
        bool isKnown = status.Next is not null && status.Schedule == _schedule.Expression && IsMonitored;
        DateTimeOffset next = isKnown ? status.Next!.Value : _schedule.Next(now);
        if (!isKnown && !status.IsHeld(owner.Id, now))
        {
            // The status is stored before the first run, so that even that one can be missed and made up for.
            await (status with { Schedule = _schedule.Expression, Next = next, LastUpdated = now }).TryWriteAsync(_table, function.Name, owner.Id);
        }
        _isPastDue = next <= now;
        _isStartup = !_isPastDue && (function.Flag("runOnStartup") ?? false);
        _due = _isStartup ? now : next;
    }

    private async Task RunAsync(TimerStatus claimed, DateTimeOffset now)
    {
        using var done = new CancellationTokenSource();
        using var lost = new CancellationTokenSource();
        TimerStatus? current = claimed;
        Task renewal = RepeatAsync(Lease / 3, async () => (current = await RenewAsync(current, lost)) is not null, time, done.Token);
        Log.Runs(logger, function.Name, claimed.Next);
        ScheduleStatus? status = IsMonitored ? new ScheduleStatus(Local(claimed.Last), Local(_schedule.Next(now)), Local(claimed.LastUpdated)) : null;
        await TryRunAsync(new TimerInfo(_isPastDue, status), lost.Token);
        await done.CancelAsync();
        await renewal;
        bool isCutOff = running.Stopping.IsCancellationRequested;
        // The next time counts from the beginning of this run: ticks that it slept through become one run, at once. A run
        // that a stop cut off leaves the status as it was, and is made up for.
        _due = _schedule.Next(now);
        (_isPastDue, _isStartup) = (false, false);
        if (current is not null)
        {
            TimerStatus released = current with { Owner = null, LeaseUntil = default };
            await (isCutOff ? released : released with { Last = now, Next = _due, LastUpdated = time.GetUtcNow() }).TryWriteAsync(_table, function.Name, owner.Id);
        }
    }

    /// <summary>Runs the function, with the retries that its attribute allows. Never throws: exceptions do not stop a schedule.</summary>
    private async Task TryRunAsync(TimerInfo info, CancellationToken lost)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await invoker.InvokeAsync(function, InvocationFactory.ForTimer(info, attempt - 1, _retry.MaxRetryCount), lost);
                return;
            }
            catch (Exception e)
            {
                Log.Failed(logger, function.Name, attempt, e);
            }
            if (!_retry.Allows(attempt) || await IsStoppedWithinAsync(_retry.Delay(attempt), time, running.Stopping) || lost.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Renews the lease; returns null and cancels the run if another process has taken over.</summary>
    private async Task<TimerStatus?> RenewAsync(TimerStatus? current, CancellationTokenSource lost)
    {
        try
        {
            TimerStatus? renewed = await (current! with { LeaseUntil = time.GetUtcNow() + Lease }).TryWriteAsync(_table, function.Name, owner.Id);
            if (renewed is null)
            {
                await lost.CancelAsync();
            }
            return renewed;
        }
        catch (Exception e)
        {
            Log.Storage(logger, function.Name, e);
            return current;
        }
    }

    private DateTime Local(DateTimeOffset? instant) => instant is null ? default : TimeZoneInfo.ConvertTime(instant.Value, time.LocalTimeZone).DateTime;

    private static partial class Log
    {
        [LoggerMessage(220, LogLevel.Error, "Timer {Function} failed, attempt {Attempt}")]
        public static partial void Failed(ILogger logger, string function, int attempt, Exception exception);

        [LoggerMessage(221, LogLevel.Warning, "Could not read or write the state of timer {Function}; retrying")]
        public static partial void Storage(ILogger logger, string function, Exception exception);

        [LoggerMessage(222, LogLevel.Debug, "Timer {Function} runs, due at {Due:O}")]
        public static partial void Runs(ILogger logger, string function, DateTimeOffset? due);
    }
}
