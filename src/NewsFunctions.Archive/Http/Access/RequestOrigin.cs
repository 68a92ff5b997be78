using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Where a request comes from: browsers say which page made it, and the address of a page is no proof of whose it is.</summary>
internal static class RequestOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Whether a browser sent it for a page that is not ours. No page can set or leave out these headers.</summary>
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

    /// <summary>Whether it was sent on this machine, to a name of this machine. A name that only resolves to it (DNS rebinding) does not count.</summary>
    public static bool IsThisMachine(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } sender
        && IPAddress.IsLoopback(sender)
        && (string.Equals(request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out IPAddress? host) && IPAddress.IsLoopback(host)));

    /// <summary>The host as <see cref="Uri.Authority"/> has it: without the scheme's own port.</summary>
    private static string Authority(string scheme, HostString host) =>
        Uri.TryCreate($"{scheme}://{host.Value}", UriKind.Absolute, out Uri? uri) ? uri.Authority : string.Empty;
}
