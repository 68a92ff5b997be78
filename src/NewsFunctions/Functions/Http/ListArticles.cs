using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Functions.Http;

public sealed class ListArticles(ArchiveQueries archive)
{
    [Function(nameof(ListArticles))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/articles")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ArticleListRequest.TryRead(request.Query, out ArticleListRequest? list, out Problem? problem)
            ? Answers.Ok(
                await archive.ListArticlesAsync(list.Filter, list.Media, list.Search, list.Limit, list.Continuation, cancellationToken),
                ApiJson.Web.ArticleListResponse)
            : Answers.Problem(problem);
}
