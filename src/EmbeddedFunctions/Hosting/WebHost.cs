using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace EmbeddedFunctions.Hosting;

/// <summary>The web application that everything runs in.</summary>
internal static class WebHost
{
    public static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

    public static Microsoft.Extensions.Hosting.IHost Build(
        WebApplicationBuilder web, IReadOnlyList<Type>? classes, bool isWeb,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) => web.Build();
}
