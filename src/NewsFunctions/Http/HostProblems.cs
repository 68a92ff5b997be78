using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Http;

/// <summary>Gives a body to what no function answers: unknown paths, other methods, missing function keys. On Azure the host
/// in front of the worker answers those itself.</summary>
internal sealed class HostProblems : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseStatusCodePages(AnswerAsync);
        next(app);
    };

    internal static Problem? Of(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => Problems.FunctionKeyMissing(),
        StatusCodes.Status404NotFound => Problems.NotFound($"There is nothing at {context.Request.Path}. docs/api.md lists the calls."),
        StatusCodes.Status405MethodNotAllowed => Problems.MethodNotAllowed(context.Request.Method, context.Response.Headers.Allow),
        _ => null,
    };

    private static Task AnswerAsync(StatusCodeContext context) =>
        Of(context.HttpContext) is { } problem ? Answers.Problem(problem).ExecuteAsync(context.HttpContext) : Task.CompletedTask;
}
