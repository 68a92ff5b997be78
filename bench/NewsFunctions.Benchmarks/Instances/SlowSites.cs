using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Benchmarks.Load;

namespace NewsFunctions.Benchmarks.Instances;

/// <summary>Serves many sites of images, each on a port of its own and so a host of its own. Every answer takes a second, so that checks
/// wait most of the time.</summary>
internal sealed class SlowSites : IAsyncDisposable
{
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(1);

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<(int Port, string Path), DateTimeOffset> _asked = [];

    private SlowSites(int count)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            for (int site = 0; site < count; site++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public IReadOnlyList<Uri> Urls => [.. _server.Urls.Select(url => new Uri(url))];

    /// <summary>Counts the links that were requested.</summary>
    public int Asked => _asked.Count;

    /// <summary>The time between the first requests to the first and to the last link.</summary>
    public TimeSpan Time => _asked.Values.Max() - _asked.Values.Min();

    public static async Task<SlowSites> StartAsync(int count)
    {
        var sites = new SlowSites(count);
        await sites._server.StartAsync();
        return sites;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        if (!SiteLink.TryParse(path, out SiteLink link))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        _asked.TryAdd((context.Connection.LocalPort, path), TimeProvider.System.GetUtcNow());
        await Task.Delay(Slowness, TimeProvider.System, context.RequestAborted);
        byte[] image = new byte[SiteImage.Length];
        SiteImage.Write(link.Number, image);
        context.Response.ContentType = "image/jpeg";
        await context.Response.Body.WriteAsync(image);
    }
}
