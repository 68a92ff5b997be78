using NewsFunctions.Core.Hosts;

namespace NewsFunctions.Links.Hosts;

/// <summary>Tracks the health of a host and its circuit. It makes the rules of <see cref="HostHealthRules"/> safe for concurrent checks.</summary>
public sealed class HostHealth
{
    private readonly Lock _lock = new();
    private HostHealthRecord _record;
    private TaskCompletionSource? _probe;

    internal HostHealth(HostHealthRecord record) => _record = record;

    /// <summary>Returns the record to store.</summary>
    public HostHealthRecord Snapshot()
    {
        lock (_lock)
        {
            return _record;
        }
    }

    /// <summary>Removes events that were published.</summary>
    public void Forget(IReadOnlyList<HostEvent> told) =>
        Change(known => known with { Pending = [.. known.Pending.Except(told)] });

    /// <summary>Adds the event that the host is down once that is certain: <see cref="HostHealthRules.Confirmed"/>.</summary>
    public void Confirm(string host, NetworkWitness network) =>
        Change(known => HostHealthRules.Confirmed(known, network.OthersThan(host), host));

    /// <returns>True if the change must be stored at once: the host went down, came back or died.</returns>
    internal bool Change(Func<HostHealthRecord, HostHealthRecord> rule)
    {
        lock (_lock)
        {
            HostHealthRecord before = _record;
            _record = rule(before);
            return before.OpenSince != _record.OpenSince || before.DeadSince != _record.DeadSince;
        }
    }

    /// <summary>Enters the circuit. It waits for a running half-open trial, whose result decides for this link as well.</summary>
    /// <param name="wasAlive">Whether the link was last alive on this host.</param>
    /// <param name="mayWait">False if another check may be waiting for this link.</param>
    internal async Task<CircuitState> EnterAsync(bool wasAlive, bool mayWait, PerHostOptions limits, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task probe;
            lock (_lock)
            {
                if (_record.OpenSince is null)
                {
                    return CircuitState.Closed;
                }

                DateTimeOffset now = time.GetUtcNow();
                if (_probe is null)
                {
                    if (!HostHealthRules.MayProbe(_record, wasAlive, now, limits))
                    {
                        return CircuitState.Open;
                    }

                    _record = HostHealthRules.ProbeBegun(_record, now);
                    _probe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    return CircuitState.HalfOpen;
                }

                if (!mayWait)
                {
                    return CircuitState.Open;
                }

                probe = _probe.Task;
            }

            await probe.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends a half-open trial, with or without a reported result.</summary>
    internal void EndProbe()
    {
        lock (_lock)
        {
            _probe?.SetResult();
            _probe = null;
        }
    }
}
