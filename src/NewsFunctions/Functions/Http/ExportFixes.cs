using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Exports one row for each occurrence of a lost link.</summary>
public sealed class ExportFixes(ArchiveExports exports)
{
    [Function("ExportFixesCsv")]
    public IResult RunCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/fixes.csv")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Fixes, ExportFormat.Csv, request, cancellationToken);

    [Function("ExportFixesNdjson")]
    public IResult RunNdjson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/fixes.ndjson")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Fixes, ExportFormat.Ndjson, request, cancellationToken);
}
