namespace NewsFunctions.Links.Hosts;

/// <summary>Grants one request to a host, or says until when none is sent because the host or an operator paused it.</summary>
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

    /// <summary>The end of the pause. It is null if the request may be sent.</summary>
    public DateTimeOffset? StayAwayUntil { get; }

    /// <summary>Reports the answer. Call it once the headers have arrived, while other requests still wait.</summary>
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
