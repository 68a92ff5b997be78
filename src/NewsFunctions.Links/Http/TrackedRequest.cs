namespace NewsFunctions.Links.Http;

/// <summary>Represents a request whose progress through the connection callbacks is tracked.</summary>
internal sealed class TrackedRequest(HttpMethod method, Uri url, RequestProgress progress) : HttpRequestMessage(method, url)
{
    public RequestProgress Progress => progress;
}
