using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;

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
