using System.Net;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Invocations;
using LocalFunctionsHost.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace LocalFunctionsHost.Http;

/// <summary>Forwards the request of an HTTP function to the web server of the worker that runs the function.</summary>
internal sealed partial class HttpForwarding(IHttpForwarder forwarder, FunctionInvoker invoker, ILogger<HttpForwarding> logger) : IDisposable
{
    /// <summary>The worker matches a request with its invocation by this header.</summary>
    private const string InvocationHeader = "x-ms-invocation-id";

    // The function's own time limit ends a request that hangs; a response may be silent for as long as that.
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromDays(1), AllowResponseBuffering = false };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        // A caller that waits for 100 Continue is not asked for its body before the function wants it.
        Expect100ContinueTimeout = TimeSpan.FromMinutes(5),
    });

    public async Task RunAsync(HttpContext context, FunctionDescriptor function)
    {
        var values = context.Request.RouteValues.ToDictionary(value => value.Key, value => TriggerData.Text($"{value.Value}"), StringComparer.OrdinalIgnoreCase);
        var invocation = new Invocation { Metadata = values };
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        try
        {
            await invoker.InvokeAsync(function, invocation, context.RequestAborted, worker => ForwardAsync(context, worker, invocation.Id, giveUp));
        }
        catch (Exception e)
        {
            await FailAsync(context, function, e);
        }
        finally
        {
            await giveUp.CancelAsync();
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task ForwardAsync(HttpContext context, Worker worker, string invocationId, CancellationTokenSource giveUp)
    {
        ForwarderError error = await forwarder.SendAsync(context, worker.Http!.AbsoluteUri, _client, Config, new Transformer(invocationId), giveUp.Token);
        if (error != ForwarderError.None && !context.RequestAborted.IsCancellationRequested)
        {
            Log.NotForwarded(logger, error, context.GetForwarderErrorFeature()?.Exception);
        }
    }

    private async Task FailAsync(HttpContext context, FunctionDescriptor function, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            Log.Gone(logger, function.Name);
            return;
        }
        Log.Failed(logger, function.Name, exception);
        if (!context.Response.HasStarted)
        {
            // The worker may have answered before the function failed: its headers go with its answer.
            context.Response.Clear();
            await Results.Problem(statusCode: exception is OperationCanceledException or WorkerDiedException
                ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }

    /// <summary>Passes all headers on, with the caller's host and address as a proxy tells them.</summary>
    private sealed class Transformer(string invocationId) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            HttpRequest request = httpContext.Request;
            proxyRequest.Headers.Host = request.Host.Value;
            Set(proxyRequest, InvocationHeader, invocationId);
            Set(proxyRequest, "X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
            Set(proxyRequest, "X-Forwarded-Host", request.Host.Value);
            Set(proxyRequest, "X-Forwarded-Proto", request.Scheme);
            proxyRequest.Headers.Remove("X-Forwarded-Prefix");
        }

        /// <summary>Sets a header and overwrites what the caller sent under its name: it could name another's invocation or address.</summary>
        private static void Set(HttpRequestMessage request, string name, string? value)
        {
            request.Headers.Remove(name);
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(140, LogLevel.Debug, "The caller of {Function} disconnected")]
        public static partial void Gone(ILogger logger, string function);

        [LoggerMessage(141, LogLevel.Error, "{Function} failed")]
        public static partial void Failed(ILogger logger, string function, Exception exception);

        [LoggerMessage(142, LogLevel.Warning, "Could not forward a request to the worker: {Error}")]
        public static partial void NotForwarded(ILogger logger, ForwarderError error, Exception? exception);
    }
}
