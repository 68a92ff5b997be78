using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>How far one request came: told by the connection callbacks, read when it fails. Each phase has a time of its own, and all
/// together have one.</summary>
internal sealed class RequestProgress : IDisposable
{
    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    // A request that finds an open connection begins here.
    private volatile FailureStage _stage = FailureStage.Headers;

    public RequestProgress(FetchOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _options = options;
        _time = time;
        _started = time.GetTimestamp();

        // One timer, set anew for each phase, instead of one for the whole and one for the phase, linked.
        _source = new CancellationTokenSource(Shorter(options.HeadersTimeout, options.Timeout), time);
        _caller = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Cancelled when the phase or the whole takes too long, or the caller's is.</summary>
    public CancellationToken Token => _source.Token;

    public FailureStage Stage => _stage;

    public void Enter(FailureStage stage)
    {
        if (_stage == FailureStage.Body)
        {
            // The connection that was opened for this request while another one became free for it.
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
            // The request is over; the connection is for others.
        }
    }

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
