using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Archive.Telemetry;

namespace NewsFunctions.Middleware;

/// <summary>Wraps every HTTP function: refuses callers without access and turns failures into problem details.</summary>
internal sealed class HttpApiMiddleware(AccessGate gate, Maintenance maintenance, HttpFailures failures) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? InvokeAsync(context, http, next) : next(context);

    private async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        using Activity? span = ArchiveTracing.StartCall(context.FunctionDefinition.Name, http.Request.Method);
        try
        {
            if (FunctionScopes.Of(context.FunctionDefinition.Name, http.Request.Method) is { } needed
                && (await gate.RefusalAsync(http.Request, needed, context.CancellationToken) ?? MaintenanceRefusal(needed)) is { } refusal)
            {
                await Answers.Problem(refusal).ExecuteAsync(http);
                return;
            }

            await next(context);

            // Read after the call: the worker copies the value on access.
            InvocationResult result = context.GetInvocationResult();

            // Written here, so that a failure while writing gets an answer too. The worker would also serialize the value and
            // send it to the host, which does not need it.
            if (result.Value is IResult answer)
            {
                result.Value = null;
                await answer.ExecuteAsync(http);
            }
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            http.Response.Clear();
            Problem problem = failures.ToProblem(e, context.FunctionDefinition.Name, context.InvocationId, context.CancellationToken.IsCancellationRequested);
            await Answers.Problem(problem).ExecuteAsync(http);
            span.Fail(e);
        }
        finally
        {
            span?.SetTag("http.response.status_code", http.Response.StatusCode);
        }
    }

    private Problem? MaintenanceRefusal(AccessScope needed) => maintenance.IsOn && needed == AccessScope.Write ? Problems.Maintenance() : null;
}
