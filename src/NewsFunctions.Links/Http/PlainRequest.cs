using System.Net;

namespace NewsFunctions.Links.Http;

/// <summary>Creates our requests: HTTP/2 if offered, with our user agent, accepting any type.</summary>
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
        // Request the bytes as stored: rules look at the first of them, and captures keep them.
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        return request;
    }

    /// <summary>Sends the request over its own connection, with the HTTP version whose heads can be repaired.</summary>
    public static void BeLastOfConnection(HttpRequestMessage request)
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.ConnectionClose = true;
    }
}
