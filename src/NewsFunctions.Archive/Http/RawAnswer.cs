using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Articles;

namespace NewsFunctions.Archive.Http;

/// <summary>Sends bytes of a dump unchanged: to download, never to display, since anyone may have written them.</summary>
internal sealed class RawAnswer(FoundBytes found) : IResult
{
    private const int CopyBuffer = 64 * 1024;

    public static IResult From(OpenedBytes opened) => opened switch
    {
        { Found: { } found } => new RawAnswer(found),
        { Problem: { } problem } => Answers.Problem(problem),
        _ => throw new ArgumentException("The result has neither bytes nor a problem.", nameof(opened)),
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using FoundBytes opened = found;
        Provenance place = found.Place;
        HttpResponse response = httpContext.Response;
        string etag = EntityTags.Strong(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{place.DumpId}\n{place.Member}\n{place.Offset}\n{place.Length}")));
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        if (EntityTags.Matches(httpContext.Request.Headers.IfNoneMatch, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/octet-stream";
        response.ContentLength = place.Length;

        // Site, id and hash have only characters that need no quoting.
        response.Headers.ContentDisposition = $"attachment; filename=\"{found.Article.Site}-{found.Article.Id}-{found.Article.ContentHash}.bin\"";
        response.Headers.Link = $"</api/dumps/{place.DumpId}>; rel=\"via\"";
        response.Headers["x-news-dump"] = Uri.EscapeDataString(Shortened(place.DumpName));
        response.Headers["x-news-member"] = Uri.EscapeDataString(Shortened(place.Member));
        response.Headers["x-news-offset"] = place.Offset.ToString(CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        await CopyAsync(found.Content, response.Body, place.Length, httpContext.RequestAborted);
    }

    // A stream that ends early breaks the connection, because the length was announced.
    private static async Task CopyAsync(Stream from, Stream to, long count, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Math.Min(count, CopyBuffer)];
        for (long left = count; left > 0;)
        {
            int read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException("The dump ends before the article does.");
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            left -= read;
        }
    }

    // Servers and proxies limit headers. The article's provenance has the whole name.
    private static string Shortened(string name) => name.Length > 500 ? name[..500] : name;
}
