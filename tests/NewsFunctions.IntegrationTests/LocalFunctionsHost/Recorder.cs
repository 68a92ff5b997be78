using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>
/// Records the calls of the test functions and controls what they do. The functions run in a worker and call this
/// server over loopback.
/// </summary>
public sealed class Recorder : IAsyncDisposable
{
    private readonly WebApplication _server;

    public Recorder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        _server = builder.Build();
        _server.Run(ServeAsync);
    }

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Gets the process ids of the workers that ran the calls.</summary>
    public ConcurrentQueue<string> Workers { get; } = new();

    /// <summary>Gets or sets the action that runs inside each function, with its cancellation token.</summary>
    public Func<string, CancellationToken, Task> Act { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Selects calls whose functions end their worker at once.</summary>
    public Func<string, bool> KillsWorker { get; set; } = _ => false;

    /// <summary>Gets the address that functions call, once the server has started.</summary>
    public string Address => _server.Urls.Single();

    public Task StartAsync() => _server.Urls.Count > 0 ? Task.CompletedTask : _server.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string[] said = (await reader.ReadToEndAsync(context.RequestAborted)).Split(' ', 2);
        (string worker, string call) = (said[0], said[1]);
        Workers.Enqueue(worker);
        Calls.Enqueue(call);
        try
        {
            await Act(call, context.RequestAborted);
            context.Response.StatusCode = KillsWorker(call) ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        }
        catch (InvalidOperationException e)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsync(e.Message);
        }
        catch (OperationCanceledException)
        {
            // The function was cancelled, or its worker died.
        }
    }
}
