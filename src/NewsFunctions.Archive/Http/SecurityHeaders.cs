using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NewsFunctions.Archive.Http;

/// <summary>Sets the headers that every answer has, also those of failures. An answer that needs another policy sets its own.</summary>
internal static class SecurityHeaders
{
    /// <summary>Nothing of an answer runs or loads anything, should a browser show it as a page.</summary>
    public const string NothingRuns = "default-src 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // When the answer starts, because a failure clears what was set before.
        context.Response.OnStarting(static response => Complete((HttpResponse)response), context.Response);
        return next(context);
    });

    internal static Task Complete(HttpResponse response)
    {
        // Text from dumps is untrusted: no browser shall take JSON for a page.
        response.Headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        response.Headers.TryAdd(HeaderNames.ContentSecurityPolicy, NothingRuns);
        response.Headers.TryAdd("Referrer-Policy", "no-referrer");
        response.Headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        return Task.CompletedTask;
    }
}
