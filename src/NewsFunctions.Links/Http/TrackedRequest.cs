namespace NewsFunctions.Links.Http;

/// <summary>A request whose way through the connection callbacks is followed.</summary>
internal sealed class TrackedRequest(HttpMethod method, Uri url, RequestProgress progress) : HttpRequestMessage(method, url)
{
    public RequestProgress Progress => progress;
}
