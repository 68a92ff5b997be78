using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Functions.Http;

public sealed class GetArticle(ArchiveQueries archive)
{
    [Function(nameof(GetArticle))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/articles/{site}/{id}")] HttpRequest request,
        string site,
        string id,
        CancellationToken cancellationToken) =>
        ResourcePath.TryReadArticle(request.Query, site, id, out ArticleId article, out Problem? problem)
            ? await Answers.ResourceOrAsync(
                await archive.GetArticleAsync(site, article, contentHash: null, cancellationToken),
                ApiJson.Web.ArticleResponse,
                request,
                () => archive.ExplainMissingAsync(site, article, contentHash: null, cancellationToken))
            : Answers.Problem(problem);
}
