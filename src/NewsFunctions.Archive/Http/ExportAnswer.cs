using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Archive.Http;

/// <summary>Sends rows of the archive as a file to download, as they are read.</summary>
internal sealed class ExportAnswer(Export export, CancellationToken cancellationToken) : IResult
{
    /// <param name="cancellationToken">Cancelled when the function must end.</param>
    public static IResult From(
        ArchiveExports exports, ExportWhat what, ExportFormat format, HttpRequest request, CancellationToken cancellationToken) =>
        ExportRequest.TryRead(request.Query, what, format, out ExportRequest? export, out Problem? problem)
            ? new ExportAnswer(exports.Open(export.Query, format, export.Bom), cancellationToken)
            : Answers.Problem(problem);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = export.MediaType;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{export.FileName}\"";
        return StreamedAnswer.SendAsync(httpContext, export.WriteAsync, cancellationToken);
    }
}
