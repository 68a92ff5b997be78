using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Functions.Http;

public sealed class ListEvents(ArchiveQueries archive)
{
    [Function(nameof(ListEvents))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/events")] HttpRequest request,
        CancellationToken cancellationToken) =>
        EventListRequest.TryRead(request.Query, out EventListRequest? list, out Problem? problem)
            ? Answers.Ok(
                await archive.ListEventsAsync(list.Filter, list.Limit, list.Continuation, cancellationToken),
                ApiJson.Web.PageResponseEventResponse)
            : Answers.Problem(problem);
}
