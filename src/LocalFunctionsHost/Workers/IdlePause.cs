namespace LocalFunctionsHost.Workers;

/// <summary>Computes pauses that double while there is nothing to do.</summary>
internal sealed class IdlePause(TimeSpan shortest, TimeSpan longest, double jitter = 0)
{
    private readonly TimeSpan _shortest = shortest;
    private TimeSpan _next = shortest;

    public void Reset() => _next = _shortest;

    public TimeSpan Next()
    {
        TimeSpan pause = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, Math.Max(longest.Ticks, _shortest.Ticks)));
        return pause * (1 - (jitter * Random.Shared.NextDouble()));
    }
}
