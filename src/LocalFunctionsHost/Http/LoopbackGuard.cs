using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LocalFunctionsHost.Http;

/// <summary>
/// Serves requests only under the names of this machine: a web page whose own host name is made to resolve to 127.0.0.1
/// (DNS rebinding) would otherwise reach a host that needs no keys.
/// </summary>
internal sealed class LoopbackGuard : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, go) =>
        {
            if (IsLoopback(context.Request.Host.Host))
            {
                await go(context);
                return;
            }
            await Results.Problem(statusCode: StatusCodes.Status421MisdirectedRequest, detail: "Only localhost is served here.").ExecuteAsync(context);
        });
        next(app);
    };

    /// <summary>Returns whether a browser may have sent this on behalf of a page of another site.</summary>
    public static bool IsForeign(HttpRequest request) =>
        !request.HasJsonContentType()
        || (request.Headers.Origin is [{ } origin, ..] && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.Authority == request.Host.Value));

    internal static bool IsLoopback(string host) =>
        host is "127.0.0.1" or "[::1]" || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);
}
