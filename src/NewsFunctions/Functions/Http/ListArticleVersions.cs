using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Functions.Http;

public sealed class ListArticleVersions(ArchiveQueries archive)
{
    [Function(nameof(ListArticleVersions))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/articles/{site}/{id}/versions")] HttpRequest request,
        string site,
        string id,
        CancellationToken cancellationToken)
    {
        if (!ResourcePath.TryReadArticle(query: null, site, id, out ArticleId article, out Problem? problem)
            || !PageRequest.TryRead(request.Query, out PageRequest? page, out problem))
        {
            return Answers.Problem(problem);
        }

        return await Answers.OkOrAsync(
            await archive.ListVersionsAsync(site, article, page.Limit, page.Continuation, cancellationToken),
            ApiJson.Web.PageResponseArticleVersionResponse,
            () => archive.ExplainMissingAsync(site, article, contentHash: null, cancellationToken));
    }
}
