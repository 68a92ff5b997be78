using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Http;

/// <summary>Sends a complete body. Its length is known, so clients notice a broken connection.</summary>
internal sealed class BytesAnswer(int status, string? contentType, ReadOnlyMemory<byte> body) : IResult
{
    public int Status => status;

    public ReadOnlyMemory<byte> Body => body;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = status;
        foreach ((string name, string value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (contentType is not null)
        {
            response.ContentType = contentType;
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
