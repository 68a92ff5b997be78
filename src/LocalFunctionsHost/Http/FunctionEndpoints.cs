using LocalFunctionsHost.Discovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LocalFunctionsHost.Http;

/// <summary>Maps the HTTP functions to their routes.</summary>
internal static class FunctionEndpoints
{
    /// <summary>Limits a request's body, in bytes, as the Functions host does.</summary>
    public const long MaxBodyBytes = 100 * 1024 * 1024;

    public static void Map(WebApplication app)
    {
        foreach ((string? template, FunctionDescriptor? function) in app.Services.GetRequiredService<HttpRoutes>().Routes)
        {
            IEndpointConventionBuilder endpoint = app.Map(template, context => HandleAsync(context, function));
            if (function.Methods is { Length: > 0 } methods)
            {
                endpoint.WithMetadata(new HttpMethodMetadata(methods));
            }
        }
    }

    private static Task HandleAsync(HttpContext context, FunctionDescriptor function)
    {
        FunctionKeys keys = context.RequestServices.GetRequiredService<FunctionKeys>();
        if (function.IsDisabled && !keys.IsMaster(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (!keys.Allows(context.Request, function.AuthLevel, function.Name))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        if (context.Request.ContentLength > MaxBodyBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }
        // The function's response is passed on unchanged, even without a body.
        context.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
        return context.RequestServices.GetRequiredService<HttpForwarding>().RunAsync(context, function);
    }
}
