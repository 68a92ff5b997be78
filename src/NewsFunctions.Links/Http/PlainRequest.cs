using System.Net;

namespace NewsFunctions.Links.Http;

/// <summary>How we ask anyone: HTTP/2 where it is offered, saying who asks, for whatever lies there.</summary>
internal static class PlainRequest
{
    public static HttpRequestMessage Create(HttpMethod method, Uri url, string userAgent) => Prepare(new HttpRequestMessage(method, url), userAgent);

    public static T Prepare<T>(T request, string userAgent)
        where T : HttpRequestMessage
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        // The bytes as they are stored: rules look at the first of them, and copies are kept of them.
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        return request;
    }

    /// <summary>Over a connection of its own, by the version whose heads can be mended.</summary>
    public static void BeLastOfConnection(HttpRequestMessage request)
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.ConnectionClose = true;
    }
}
