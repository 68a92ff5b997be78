using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Exports one row for each check of a link.</summary>
public sealed class ExportChecks(ArchiveExports exports)
{
    [Function("ExportChecksCsv")]
    public IResult RunCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/checks.csv")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Checks, ExportFormat.Csv, request, cancellationToken);

    [Function("ExportChecksNdjson")]
    public IResult RunNdjson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/checks.ndjson")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Checks, ExportFormat.Ndjson, request, cancellationToken);
}
