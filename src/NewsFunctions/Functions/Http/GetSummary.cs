using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Summaries;

namespace NewsFunctions.Functions.Http;

public sealed class GetSummary(SummaryQueries summaries)
{
    [Function(nameof(GetSummary))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/summary")] HttpRequest request,
        CancellationToken cancellationToken) =>
        !SiteRequest.TryRead(request.Query, out SiteRequest? asked, out Problem? problem) ? Answers.Problem(problem)
        : await summaries.GetAsync(asked.Site, cancellationToken) is { } summary ? Answers.Resource(summary, ApiJson.Web.ArchiveSummary, request)
        : Answers.Problem(Problems.NoSummary());
}
