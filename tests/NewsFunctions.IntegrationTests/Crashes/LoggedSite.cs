using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace NewsFunctions.IntegrationTests.Crashes;

/// <summary>Serves a site and logs each request. Its videos are gone; its pictures and pages are alive.</summary>
internal sealed class LoggedSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> _requests = new(StringComparer.Ordinal);
    private readonly TimeSpan _delay;
    private readonly Lock _lock = new();
    private int _underWay;

    private LoggedSite(TestSite site, TimeSpan delay)
    {
        (Site, _delay) = (site, delay);
        site.AnswerOtherwise(AnswerAsync);
    }

    public TestSite Site { get; }

    /// <summary>Gets the largest number of requests that waited for an answer at once.</summary>
    public int MaxUnderWay { get; private set; }

    /// <summary>Lists the times of all requests, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Requests => [.. _requests.Values.SelectMany(times => times).Order()];

    /// <param name="delay">The time that an answer takes.</param>
    public static async Task<LoggedSite> StartAsync(TimeSpan delay = default) => new(await TestSite.StartAsync(), delay);

    /// <summary>Lists the times at which a URL of this site was requested.</summary>
    public IReadOnlyList<DateTimeOffset> RequestsOf(string url) =>
        _requests.TryGetValue(new Uri(url).AbsolutePath, out ConcurrentQueue<DateTimeOffset>? times) ? [.. times] : [];

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        _requests.GetOrAdd(path, _ => new ConcurrentQueue<DateTimeOffset>()).Enqueue(TimeProvider.System.GetUtcNow());
        await WaitAsync(context.RequestAborted);
        if (!path.EndsWith(".mp4", StringComparison.Ordinal))
        {
            await TestSite.AliveAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    /// <summary>Counts requests that wait. A client that has its answer is not counted: it may have sent its next request.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _underWay++;
            MaxUnderWay = Math.Max(MaxUnderWay, _underWay);
        }

        try
        {
            await Task.Delay(_delay, TimeProvider.System, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _underWay--;
            }
        }
    }
}
