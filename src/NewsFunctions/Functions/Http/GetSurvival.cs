using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Survival;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns how long links live.</summary>
public sealed class GetSurvival(SurvivalQueries survival)
{
    [Function(nameof(GetSurvival))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/survival")] HttpRequest request,
        CancellationToken cancellationToken) =>
        !SurvivalRequest.TryRead(request.Query, out SurvivalRequest? asked, out Problem? problem) ? Answers.Problem(problem)
        : await survival.GetAsync(asked.Query, cancellationToken) is { } answer ? Answers.Resource(answer, ApiJson.Web.SurvivalResponse, request)
        : Answers.Problem(Problems.NoSummary());
}
