using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Reports;

namespace NewsFunctions.Archive.Http;

/// <summary>A report, sent as it is written. Text from dumps is in it, so it may neither run nor load anything, here as in its file.</summary>
/// <param name="cancellationToken">Cancelled when the function must end.</param>
internal sealed class ReportAnswer(Report report, CancellationToken cancellationToken) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentSecurityPolicy = $"{ReportDocument.ContentSecurityPolicy}; frame-ancestors 'none'";

        // A site is made of characters that need no quoting.
        response.Headers.ContentDisposition = $"inline; filename=\"{report.FileName}\"";
        return StreamedAnswer.SendAsync(httpContext, report.WriteAsync, cancellationToken);
    }
}
