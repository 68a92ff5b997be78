using System.Net;
using System.Net.Http.Headers;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>
/// Sends a request with <c>Expect: 100-continue</c> and a content length. The body itself must never be requested.
/// </summary>
internal sealed class AnnouncedContent : HttpContent
{
    private readonly long _length;

    private AnnouncedContent(long length) => _length = length;

    public static HttpRequestMessage Post(string path, long length, string? contentType = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new AnnouncedContent(length) };
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        return request;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new InvalidOperationException("The server asked for a body that it should have refused.");

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }
}
