using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Middleware;

/// <summary>What the worker's web server does around every function: security headers and compression.</summary>
internal sealed class HttpPipeline : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseSecurityHeaders().UseResponseCompression();
        next(app);
    };
}
