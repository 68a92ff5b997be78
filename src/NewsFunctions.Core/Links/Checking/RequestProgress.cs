namespace NewsFunctions.Links;

/// <summary>How far one request came: told by the connection callbacks, read when it fails. Each phase has a time of its own.</summary>
/// <param name="phase">Cancelled when the phase takes too long.</param>
internal sealed class RequestProgress(CancellationTokenSource phase, LinkCheckOptions options)
{
    public static readonly HttpRequestOptionsKey<RequestProgress> Key = new("NewsFunctions.Progress");

    // A request that finds an open connection begins here.
    private volatile FailureStage _stage = FailureStage.Headers;

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
            FailureStage.Dns => options.ConnectTimeout,
            FailureStage.Tls => options.TlsTimeout,
            FailureStage.Headers => options.HeadersTimeout,
            FailureStage.Body => options.BodyTimeout,
            _ => null,
        };
        try
        {
            if (time is { } limit)
            {
                phase.CancelAfter(limit);
            }
        }
        catch (ObjectDisposedException)
        {
            // The request is over; the connection is for others.
        }
    }
}
