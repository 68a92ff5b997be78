using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Proxies a server. The test decides what happens to each request: forward, hold or refuse it.</summary>
internal sealed class HttpProxy : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Host", "Connection", "Transfer-Encoding", "Keep-Alive", "Expect", "Content-Length"];
    private readonly WebApplication _server;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Uri _target;
    private readonly Func<ProxiedRequest, Func<Task>, Task> _handle;

    private HttpProxy(Uri target, Func<ProxiedRequest, Func<Task>, Task> handle)
    {
        (_target, _handle) = (target, handle);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port: 0);
        });
        _server = builder.Build();
        _server.Run(ServeAsync);
    }

    public int Port => new Uri(_server.Urls.Single()).Port;

    /// <param name="target">The server; its path is not used.</param>
    /// <param name="handle">Gets each request and a callback that forwards it.</param>
    public static async Task<HttpProxy> StartAsync(Uri target, Func<ProxiedRequest, Func<Task>, Task> handle)
    {
        var proxy = new HttpProxy(target, handle);
        await proxy._server.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        await _handle(new ProxiedRequest(context, Text(body), () => SendAsync(context, body.ToArray())), () => PassAsync(context, body.ToArray()));
    }

    internal static string RawTarget(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private static string Text(MemoryStream body) => System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);

    private async Task<HttpResponseMessage> SendAsync(HttpContext context, byte[] body)
    {
        // The raw path with its escapes, because the signature covers it.
        string rawTarget = RawTarget(context);
        var target = new Uri($"http://{_target.Authority}{rawTarget}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        if (body.Length > 0 || context.Request.ContentLength is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
            }
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
    }

    private async Task PassAsync(HttpContext context, byte[] body)
    {
        using HttpResponseMessage response = await SendAsync(context, body);
        await AnswerAsync(context, response);
    }

    /// <summary>Forwards the server's answer.</summary>
    internal static async Task AnswerAsync(HttpContext context, HttpResponseMessage response)
    {
        WriteHead(context, response);

        // A response to HEAD has a content length but no body.
        if (context.Request.Method != HttpMethods.Head)
        {
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    /// <summary>Copies status and headers of an answer.</summary>
    internal static void WriteHead(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive" or "Date"))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }
    }
}

/// <summary>Describes a request on its way to a server.</summary>
internal sealed record ProxiedRequest(HttpContext Context, string Body, Func<Task<HttpResponseMessage>> Send)
{
    public string Method => Context.Request.Method;

    public string Path => Context.Request.Path.Value!;

    public string RawTarget => HttpProxy.RawTarget(Context);

    /// <summary>Returns whether the request writes rows of the table, alone or in a transaction.</summary>
    public bool Writes(string table) => Method != HttpMethods.Get
        && ($"{Path} ".Contains($"/{table}(", StringComparison.Ordinal)
            || Path.EndsWith($"/{table}", StringComparison.Ordinal)
            || (Path.EndsWith("/$batch", StringComparison.Ordinal)
                && (Body.Contains($"/{table}(", StringComparison.Ordinal) || Body.Contains($"/{table} ", StringComparison.Ordinal)
                    || Body.Contains($"/{table}?", StringComparison.Ordinal))));

    /// <summary>Refuses with an error that clients do not retry.</summary>
    public Task RefuseAsync()
    {
        Context.Response.StatusCode = StatusCodes.Status403Forbidden;
        Context.Response.Headers["x-ms-error-code"] = "AuthorizationPermissionMismatch";
        return Task.CompletedTask;
    }

    /// <summary>Lets the server execute the request, then drops its answer.</summary>
    public async Task PassUnansweredAsync()
    {
        using HttpResponseMessage answer = await Send();
        Assert.True(answer.IsSuccessStatusCode, $"{Method} {Path}: {answer.StatusCode}");
    }

    /// <summary>Keeps the request waiting until the client disconnects.</summary>
    public Task HoldAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Context.RequestAborted)
        .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
