using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using NewsFunctions.Storage;

namespace NewsFunctions.Http;

/// <summary>Around every HTTP function, the same in both hosts: lets in who may write, and turns what is thrown into problem details.</summary>
public sealed partial class HttpApiMiddleware(WriteAccess access, ILogger<HttpApiMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? InvokeAsync(context, http, next) : next(context);

    private async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        if (access.Refusal(http.Request) is { } refusal)
        {
            context.GetInvocationResult().Value = Answers.Problem(refusal);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            context.GetInvocationResult().Value = Answers.Problem(ToProblem(e, context));
        }
    }

    private Problem ToProblem(Exception exception, FunctionContext context)
    {
        switch (exception)
        {
            case InvalidContinuationException:
                return Problems.InvalidContinuation();
            case BadHttpRequestException bad:
                return Problems.BadRequest(bad.StatusCode);
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return Problems.Interrupted();
            case { } outage when StorageOutage.Is(outage):
                StorageFailed(logger, context.FunctionDefinition.Name, outage);
                return Problems.StorageUnavailable();
            default:
                string traceId = Activity.Current?.TraceId.ToString() ?? context.InvocationId;
                FunctionFailed(logger, context.FunctionDefinition.Name, traceId, exception);
                return Problems.Internal(traceId);
        }
    }

    [LoggerMessage(EventId = 700, Level = LogLevel.Warning, Message = "{Function} was answered with 503: the storage does not serve us.")]
    private static partial void StorageFailed(ILogger logger, string function, Exception exception);

    [LoggerMessage(EventId = 701, Level = LogLevel.Error, Message = "{Function} failed and was answered with 500, trace {TraceId}.")]
    private static partial void FunctionFailed(ILogger logger, string function, string traceId, Exception exception);
}
