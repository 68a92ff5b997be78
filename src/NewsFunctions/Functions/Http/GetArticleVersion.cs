using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Functions.Http;

public sealed class GetArticleVersion(ArchiveQueries archive)
{
    [Function(nameof(GetArticleVersion))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/articles/{site}/{id}/versions/{contentHash}")] HttpRequest request,
        string site,
        string id,
        string contentHash,
        CancellationToken cancellationToken) =>
        ResourcePath.TryReadVersion(request.Query, site, id, contentHash, out ArticleId article, out Problem? problem)
            ? await Answers.ResourceOrAsync(
                await archive.GetArticleAsync(site, article, contentHash, cancellationToken),
                ApiJson.Web.ArticleResponse,
                request,
                () => archive.ExplainMissingAsync(site, article, contentHash, cancellationToken))
            : Answers.Problem(problem);
}
