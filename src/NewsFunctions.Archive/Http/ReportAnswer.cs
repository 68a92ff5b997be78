using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Reports;

namespace NewsFunctions.Archive.Http;

/// <summary>Sends a report while it is written. It contains text from dumps, so nothing in it may run or load, here or in the saved file.</summary>
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

        // A site has only characters that need no quoting.
        response.Headers.ContentDisposition = $"inline; filename=\"{report.FileName}\"";
        return StreamedAnswer.SendAsync(httpContext, report.WriteAsync, cancellationToken);
    }
}
