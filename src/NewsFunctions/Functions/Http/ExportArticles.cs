using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Exports one row for each article.</summary>
public sealed class ExportArticles(ArchiveExports exports)
{
    [Function("ExportArticlesCsv")]
    public IResult RunCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/articles.csv")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Articles, ExportFormat.Csv, request, cancellationToken);

    [Function("ExportArticlesNdjson")]
    public IResult RunNdjson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/export/articles.ndjson")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ExportAnswer.From(exports, ExportWhat.Articles, ExportFormat.Ndjson, request, cancellationToken);
}
