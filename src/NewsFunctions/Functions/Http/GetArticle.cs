using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Articles;
using NewsFunctions.Http;
using NewsFunctions.Http.Requests;
using NewsFunctions.Queries;

namespace NewsFunctions.Functions.Http;

public sealed class GetArticle(ArchiveQueries archive)
{
    [Function(nameof(GetArticle))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/articles/{site}/{id}")] HttpRequest request,
        string site,
        string id,
        CancellationToken cancellationToken) =>
        ResourcePath.TryReadArticle(request.Query, site, id, out ArticleId article, out Problem? problem)
            ? Answers.ResourceOr404(
                await archive.GetArticleAsync(site, article, cancellationToken),
                ApiJson.Web.ArticleResponse,
                request,
                $"The archive has no article '{id}' of the site '{site}'. GET /api/articles?site={site} lists what it has.")
            : Answers.Problem(problem);
}
