using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace NewsFunctions.IntegrationTests.Crashes;

/// <summary>Serves a site and logs each request. Its videos are gone; its pictures and pages are alive.</summary>
internal sealed class LoggedSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> _requests = new(StringComparer.Ordinal);

    private LoggedSite(TestSite site)
    {
        Site = site;
        site.AnswerOtherwise(AnswerAsync);
    }

    public TestSite Site { get; }

    public static async Task<LoggedSite> StartAsync() => new(await TestSite.StartAsync());

    /// <summary>Lists the times at which a URL of this site was requested.</summary>
    public IReadOnlyList<DateTimeOffset> RequestsOf(string url) =>
        _requests.TryGetValue(new Uri(url).AbsolutePath, out ConcurrentQueue<DateTimeOffset>? times) ? [.. times] : [];

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        _requests.GetOrAdd(path, _ => new ConcurrentQueue<DateTimeOffset>()).Enqueue(TimeProvider.System.GetUtcNow());
        if (!path.EndsWith(".mp4", StringComparison.Ordinal))
        {
            return TestSite.AliveAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
