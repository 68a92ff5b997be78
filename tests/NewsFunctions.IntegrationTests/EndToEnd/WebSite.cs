using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>The publisher's web site, on a free port of this machine.</summary>
internal sealed class WebSite : IAsyncDisposable
{
    private readonly WebApplication _server;

    private WebSite(Func<string, (int Status, string Type, byte[] Body)> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        _server = builder.Build();
        _server.Run(async context =>
        {
            string path = context.Request.Path.Value!;
            Asked.Enqueue(path);
            var (status, type, body) = answer(path);
            (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, type, body.Length);
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(body, context.RequestAborted);
            }
        });
    }

    /// <summary>What every reader of pictures takes for a JPEG: start, JFIF header, end.</summary>
    public static byte[] Jpeg { get; } =
        [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0xFF, 0xD9];

    /// <summary>Paths, in the order of the requests.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public Uri Address { get; private set; } = null!;

    public int Port => Address.Port;

    public static async Task<WebSite> StartAsync(Func<string, (int Status, string Type, byte[] Body)> answer)
    {
        var site = new WebSite(answer);
        await site._server.StartAsync(TestContext.Current.CancellationToken);
        site.Address = new Uri(site._server.Urls.Single());
        return site;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
