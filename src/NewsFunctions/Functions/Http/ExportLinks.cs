using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Exports one row for each link.</summary>
public sealed class ExportLinks(ArchiveExports exports)
{
    [Function("ExportLinksCsv")]
    public IResult RunCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/links.csv")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Links, ExportFormat.Csv, request, cancellationToken);

    [Function("ExportLinksNdjson")]
    public IResult RunNdjson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/links.ndjson")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Links, ExportFormat.Ndjson, request, cancellationToken);
}
