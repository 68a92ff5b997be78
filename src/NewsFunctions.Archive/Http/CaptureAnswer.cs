using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Captures;
using NewsFunctions.Storage.Captures;

namespace NewsFunctions.Archive.Http;

/// <summary>Sends untrusted bytes to be shown, but never run: its type was verified by the bytes, browsers may not sniff
/// another type, and whatever it is, it runs no script and belongs to no origin.</summary>
internal sealed class CaptureAnswer(StoredCapture capture) : IResult
{
    public static IResult From(string sha256, StoredCapture? capture) => capture is null
        ? Answers.Problem(Problems.NotFound($"The archive has no capture '{sha256}'. The captureUrl of a link names its capture."))
        : new CaptureAnswer(capture);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using StoredCapture opened = capture;
        HttpResponse response = httpContext.Response;
        string etag = $"\"{opened.Sha256}\"";
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        if (EntityTags.Matches(httpContext.Request.Headers.IfNoneMatch, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        bool known = CaptureTypes.IsKnown(opened.Type);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = known ? opened.Type : "application/octet-stream";
        response.ContentLength = opened.Bytes;
        response.Headers.ContentDisposition =
            known ? $"inline; filename=\"{opened.Sha256}.{CaptureTypes.EndingOf(opened.Type)}\"" : $"attachment; filename=\"{opened.Sha256}.bin\"";
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        await opened.Content.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
