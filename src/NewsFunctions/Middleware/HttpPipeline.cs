using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Middleware;

/// <summary>Adds security headers and compression around every function.</summary>
internal sealed class HttpPipeline : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseSecurityHeaders().UseResponseCompression();
        next(app);
    };
}
