using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NewsFunctions.Archive.Http;

/// <summary>Sets the headers of every answer, including failures. An answer that needs another policy sets its own.</summary>
internal static class SecurityHeaders
{
    /// <summary>Prevents an answer from running or loading anything if a browser shows it as a page.</summary>
    public const string NothingRuns = "default-src 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Set at the start of the answer, because a failure clears earlier headers.
        context.Response.OnStarting(static response => Complete((HttpResponse)response), context.Response);
        return next(context);
    });

    internal static Task Complete(HttpResponse response)
    {
        // Text from dumps is untrusted: browsers must not treat JSON as a page.
        response.Headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        response.Headers.TryAdd(HeaderNames.ContentSecurityPolicy, NothingRuns);
        response.Headers.TryAdd("Referrer-Policy", "no-referrer");
        response.Headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        return Task.CompletedTask;
    }
}
