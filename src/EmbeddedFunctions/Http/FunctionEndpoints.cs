using System.Reflection;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Http;

/// <summary>The HTTP functions, at their routes.</summary>
internal static partial class FunctionEndpoints
{
    public static void Map(WebApplication app)
    {
        foreach (var (template, function) in app.Services.GetRequiredService<HttpRoutes>().Routes)
        {
            var endpoint = app.Map(template, context => HandleAsync(context, function));
            if (((HttpTriggerAttribute)function.Trigger).Methods is { Length: > 0 } methods)
            {
                endpoint.WithMetadata(new HttpMethodMetadata(methods));
            }
        }
    }

    private static async Task HandleAsync(HttpContext context, FunctionDescriptor function)
    {
        var services = context.RequestServices;
        var keys = services.GetRequiredService<FunctionKeys>();
        var trigger = (HttpTriggerAttribute)function.Trigger;
        // These two without a body, as the Functions host answers: what a body should look like is the app's to say (UseStatusCodePages).
        if (function.IsDisabled && !keys.IsMaster(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (!keys.Allows(context.Request, trigger.IsLevelGiven ? trigger.AuthLevel : AuthorizationLevel.Function, function.Name))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var data = context.Request.RouteValues.ToDictionary(v => v.Key, v => v.Value, StringComparer.OrdinalIgnoreCase);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FunctionEndpoints));
        try
        {
            var result = await services.GetRequiredService<FunctionInvoker>()
                .InvokeAsync(function, new Invocation { Http = context, BindingData = data }, context.RequestAborted);
            await AnswerAsync(context, result);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Results.Problem(statusCode: e.StatusCode, detail: e.Message).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogGone(logger, function.Name);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogFailed(logger, function.Name, e);
            await Results.Problem(statusCode: e is OperationCanceledException ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }

    private static Task AnswerAsync(HttpContext context, object? result)
    {
        var answer = result?.GetType().GetProperties().FirstOrDefault(p => p.GetCustomAttribute<HttpResultAttribute>() is not null) is { } property
            ? property.GetValue(result) : result;
        return answer switch
        {
            null => Task.CompletedTask,
            IResult http => http.ExecuteAsync(context),
            IActionResult action => action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor())),
            string text => context.Response.WriteAsync(text),
            _ => context.Response.WriteAsJsonAsync(answer, answer.GetType()),
        };
    }

    [LoggerMessage(20, LogLevel.Debug, "The caller of {Function} has gone")]
    private static partial void LogGone(ILogger logger, string function);

    [LoggerMessage(21, LogLevel.Error, "{Function} failed")]
    private static partial void LogFailed(ILogger logger, string function, Exception exception);
}
