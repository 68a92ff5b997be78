using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Takedowns;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Functions.Http;

/// <summary>Takes an article down, or reports what that would remove.</summary>
public sealed class RemoveArticle(Takedown takedown)
{
    [Function(nameof(RemoveArticle))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/articles/{site}/{id}")] HttpRequest request,
        string site,
        string id,
        CancellationToken cancellationToken) =>
        TakedownRequest.TryReadArticle(request.Query, site, id, out ArticleId article, out bool dryRun, out bool rewrite, out Problem? problem)
            ? Answers.Takedown(await takedown.RemoveArticleAsync(site, article, rewrite, dryRun, cancellationToken), Problems.UnknownArticle(site, id))
            : Answers.Problem(problem);
}
