using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>What is lost, as one HTML file to be kept, sent or printed.</summary>
public sealed class GetReport(ReportCalls reports)
{
    [Function(nameof(GetReport))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/report")] HttpRequest request,
        CancellationToken cancellationToken) => reports.AnswerAsync(request, cancellationToken);
}
