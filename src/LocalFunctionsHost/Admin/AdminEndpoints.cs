using System.Text.Json.Nodes;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Http;
using LocalFunctionsHost.Invocations;
using LocalFunctionsHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Admin;

/// <summary>Serves the part of the Functions host's admin API that people use by hand. It needs the master key where keys are on.</summary>
internal static partial class AdminEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapMethods("admin/host/ping", ["GET", "POST"], () => Results.Ok());
        RouteGroupBuilder admin = app.MapGroup("admin").AddEndpointFilter(async (context, next) =>
            !context.HttpContext.RequestServices.GetRequiredService<FunctionKeys>().AllowsAdmin(context.HttpContext.Request)
                ? Results.Problem(statusCode: StatusCodes.Status401Unauthorized, detail: "This call needs the master key.")
                : await next(context));
        admin.MapGet("host/status", Status);
        admin.MapGet("functions", (HttpContext context) => Json(new JsonArray([.. Catalog(context).Functions.Select(function => function.Describe())])));
        admin.MapGet("functions/{name}", (HttpContext context, string name) =>
            Catalog(context).Find(name) is { } function ? Json(function.Describe()) : NotFound(name));
        admin.MapGet("functions/{name}/status", (HttpContext context, string name) =>
            Catalog(context).Find(name) is { } ? Json(new JsonObject { ["errors"] = new JsonArray() }) : NotFound(name));
        admin.MapPost("functions/{name}", (Delegate)InvokeAsync);
    }

    private static IResult Status(HttpContext context)
    {
        (IServiceProvider? services, string? version) = (context.RequestServices, typeof(AdminEndpoints).Assembly.GetName().Version!.ToString());
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return Json(new JsonObject
        {
            ["id"] = "local",
            ["state"] = "Running",
            ["version"] = version,
            ["versionDetails"] = $"LocalFunctionsHost {version}",
            ["instanceId"] = services.GetRequiredService<ClaimOwner>().Id,
            ["computerName"] = Environment.MachineName,
            ["processUptime"] = (long)(services.GetRequiredService<TimeProvider>().GetLocalNow().DateTime - process.StartTime).TotalMilliseconds,
            ["errors"] = new JsonArray(),
        });
    }

    /// <summary>Starts a run and returns 202 at once, whatever becomes of the run.</summary>
    private static async Task<IResult> InvokeAsync(HttpContext context, string name)
    {
        if (LoopbackGuard.IsForeign(context.Request))
        {
            return Results.Problem(statusCode: StatusCodes.Status403Forbidden, detail: "Only application/json, and not from another site's page.");
        }
        if (Catalog(context).Find(name) is not { } function)
        {
            return NotFound(name);
        }
        try
        {
            JsonNode? body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            IServiceProvider services = context.RequestServices;
            Invocation invocation = services.GetRequiredService<InvocationFactory>().Prepare(function, (body as JsonObject)?["input"]?.ToString() ?? "");
            Task run = services.GetRequiredService<FunctionInvoker>().InvokeAsync(function, invocation, CancellationToken.None);
            _ = ObserveAsync(run, function.Name, services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AdminEndpoints)));
            return Results.Accepted();
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException)
        {
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, detail: e.Message);
        }
    }

    private static async Task ObserveAsync(Task run, string function, ILogger logger)
    {
        try
        {
            await run;
        }
        catch (Exception e)
        {
            Log.Failed(logger, function, e);
        }
    }

    private static FunctionCatalog Catalog(HttpContext context) => context.RequestServices.GetRequiredService<FunctionCatalog>();

    private static IResult Json(JsonNode node) => Results.Text(node.ToJsonString(), "application/json");

    private static IResult NotFound(string name) => Results.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no function {name}.");

    private static partial class Log
    {
        [LoggerMessage(160, LogLevel.Error, "{Function}, started through the admin API, failed")]
        public static partial void Failed(ILogger logger, string function, Exception exception);
    }
}
