namespace NewsFunctions.Links.Hosts;

/// <summary>Leave to send one request to a host, or the time until which we send none: the host asked for that, or an operator paused it.</summary>
public sealed class HostTurn : IDisposable
{
    private readonly HostPacer? _pacer;
    private readonly HostMemory? _memory;
    private readonly HostPace? _pace;
    private bool _disposed;

    internal HostTurn(HostPacer pacer, HostMemory memory, HostPace pace)
    {
        _pacer = pacer;
        _memory = memory;
        _pace = pace;
    }

    private HostTurn(DateTimeOffset until) => StayAwayUntil = until;

    /// <summary>Null where the request may be sent.</summary>
    public DateTimeOffset? StayAwayUntil { get; }

    /// <summary>To be told once the headers are there, while other requests still wait.</summary>
    public void Answered(int status, string? retryAfter)
    {
        if (_pacer is not null)
        {
            _pacer.Answered(_memory!, _pace!, status, retryAfter);
        }
    }

    public void Dispose()
    {
        if (_disposed || _pace is null)
        {
            return;
        }

        _disposed = true;
        _pace.Slots.Release();
    }

    internal static HostTurn Denied(DateTimeOffset until) => new(until);
}
