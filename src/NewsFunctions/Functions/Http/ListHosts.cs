using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Functions.Http;

public sealed class ListHosts(HostQueries hosts)
{
    [Function(nameof(ListHosts))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/hosts")] HttpRequest request,
        CancellationToken cancellationToken) =>
        PageRequest.TryRead(request.Query, out PageRequest? page, out Problem? problem)
            ? Answers.Ok(
                await hosts.ListAsync(page.Limit, page.Continuation, cancellationToken),
                ApiJson.Web.PageResponseHostResponse)
            : Answers.Problem(problem);
}
