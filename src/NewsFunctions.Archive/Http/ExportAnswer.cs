using Microsoft.AspNetCore.Http;
using NewsFunctions.Exports;
using NewsFunctions.Http.Requests;

namespace NewsFunctions.Http;

/// <summary>Rows of the archive as a file to be kept, sent as they are read.</summary>
/// <remarks>How long it will be nobody knows, so what breaks off must break the connection: a chunked body that is only ended would pass
/// for a complete file. Until the first bytes are sent, a failure is answered as that of any call.</remarks>
internal sealed class ExportAnswer(Export export, CancellationToken cancellationToken) : IResult
{
    /// <param name="cancellationToken">Cancelled when the function must end.</param>
    public static IResult From(
        ArchiveExports exports, ExportWhat what, ExportFormat format, HttpRequest request, CancellationToken cancellationToken) =>
        ExportRequest.TryRead(request.Query, what, format, out ExportRequest? export, out Problem? problem)
            ? new ExportAnswer(exports.Open(export.Query, format, export.Bom), cancellationToken)
            : Answers.Problem(problem);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = export.MediaType;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{export.FileName}\"";
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, cancellationToken);
        try
        {
            await export.WriteAsync(new StartingBody(response), stop.Token);
        }
        catch when (response.HasStarted)
        {
            httpContext.Abort();
            throw;
        }
    }
}
