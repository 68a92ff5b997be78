using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Exports one row for each link, with the times when it was born, alive and dead.</summary>
public sealed class ExportSurvival(ArchiveExports exports)
{
    [Function("ExportSurvivalCsv")]
    public IResult RunCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/survival.csv")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Survival, ExportFormat.Csv, request, cancellationToken);

    [Function("ExportSurvivalNdjson")]
    public IResult RunNdjson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/survival.ndjson")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Survival, ExportFormat.Ndjson, request, cancellationToken);
}
