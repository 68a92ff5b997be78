using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns the bytes of an article as they are in its dump.</summary>
public sealed class GetArticleBytes(ArticleBytes bytes)
{
    [Function(nameof(GetArticleBytes))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/articles/{site}/{id}/raw")] HttpRequest request,
        string site,
        string id,
        CancellationToken cancellationToken) =>
        ArticleBytesRequest.TryRead(request.Query, site, id, out ArticleBytesRequest? place, out Problem? problem)
            ? RawAnswer.From(await bytes.OpenAsync(place, cancellationToken))
            : Answers.Problem(problem);
}
