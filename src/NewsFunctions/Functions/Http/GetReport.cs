using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns the report of lost links as one HTML file to keep, send or print.</summary>
public sealed class GetReport(ReportCalls reports)
{
    [Function(nameof(GetReport))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/report")] HttpRequest request,
        CancellationToken cancellationToken) => reports.AnswerAsync(request, cancellationToken);
}
