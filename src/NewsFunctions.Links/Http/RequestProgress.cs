using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Tracks how far one request got: the connection callbacks set it, and failures read it. Each phase has its own time limit, and all
/// phases share one.</summary>
internal sealed class RequestProgress : IDisposable
{
    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    // A request that reuses an open connection starts here.
    private volatile FailureStage _stage = FailureStage.Headers;

    public RequestProgress(FetchOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _options = options;
        _time = time;
        _started = time.GetTimestamp();

        // One timer, reset for each phase, replaces two linked ones for the whole and for the phase.
        _source = new CancellationTokenSource(Shorter(options.HeadersTimeout, options.Timeout), time);
        _caller = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Cancelled when the phase or the whole request takes too long, or when the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    public FailureStage Stage => _stage;

    public void Enter(FailureStage stage)
    {
        if (_stage == FailureStage.Body)
        {
            // The connection was opened for this request, but another one became free first.
            return;
        }

        _stage = stage;
        TimeSpan? time = stage switch
        {
            FailureStage.Dns => _options.ConnectTimeout,
            FailureStage.Tls => _options.TlsTimeout,
            FailureStage.Headers => _options.HeadersTimeout,
            FailureStage.Body => _options.BodyTimeout,
            _ => null,
        };
        try
        {
            if (time is { } limit)
            {
                TimeSpan left = _options.Timeout - _time.GetElapsedTime(_started);
                _source.CancelAfter(left > TimeSpan.Zero ? Shorter(limit, left) : TimeSpan.Zero);
            }
        }
        catch (ObjectDisposedException)
        {
            // The request is over; the connection serves other requests.
        }
    }

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
