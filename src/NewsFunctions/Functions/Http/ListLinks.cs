using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Functions.Http;

public sealed class ListLinks(ArchiveQueries archive)
{
    [Function(nameof(ListLinks))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/links")] HttpRequest request,
        CancellationToken cancellationToken) =>
        LinkListRequest.TryRead(request.Query, out LinkListRequest? list, out Problem? problem)
            ? Answers.Ok(
                await archive.ListLinksAsync(list.Links, list.Limit, list.Continuation, cancellationToken),
                ApiJson.Web.PageResponseLinkResponse)
            : Answers.Problem(problem);
}
