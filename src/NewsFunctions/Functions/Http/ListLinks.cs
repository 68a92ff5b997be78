using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Http;
using NewsFunctions.Http.Requests;
using NewsFunctions.Queries;

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
