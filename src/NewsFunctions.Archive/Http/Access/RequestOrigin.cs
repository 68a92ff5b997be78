using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Determines where a request comes from. Browsers name the page that made it; the page's address alone does not prove its owner.</summary>
internal static class RequestOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Returns whether a browser sent it for a page that is not ours. No page can set or omit these headers.</summary>
    public static bool IsForeign(HttpRequest request)
    {
        if (request.Headers.TryGetValue(FetchSite, out StringValues site))
        {
            return site.ToString() is not ("same-origin" or "none");
        }

        string? origin = request.Headers.Origin;
        return !string.IsNullOrEmpty(origin)
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
                && string.Equals(page.Authority, Authority(page.Scheme, request.Host), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns whether it was sent on this machine to a name of it. A name that just resolves to it (DNS rebinding) is not one.</summary>
    public static bool IsThisMachine(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } sender
        && IPAddress.IsLoopback(sender)
        && (string.Equals(request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out IPAddress? host) && IPAddress.IsLoopback(host)));

    /// <summary>Returns the host in the form of <see cref="Uri.Authority"/>: without the scheme's default port.</summary>
    private static string Authority(string scheme, HostString host) =>
        Uri.TryCreate($"{scheme}://{host.Value}", UriKind.Absolute, out Uri? uri) ? uri.Authority : string.Empty;
}
