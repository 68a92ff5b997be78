using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Http;
using NewsFunctions.Http.Requests;
using NewsFunctions.Queries;

namespace NewsFunctions.Functions.Http;

public sealed class GetStats(ArchiveQueries archive)
{
    [Function(nameof(GetStats))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stats")] HttpRequest request,
        CancellationToken cancellationToken) =>
        SiteRequest.TryRead(request.Query, out SiteRequest? asked, out Problem? problem)
            ? Answers.Ok(await archive.GetStatsAsync(asked.Site, cancellationToken), ApiJson.Web.StatsResponse)
            : Answers.Problem(problem);
}
