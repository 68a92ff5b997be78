using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.Functions.Http;

public sealed class GetEventFeed(ArchiveQueries archive, TimeProvider time)
{
    [Function(nameof(GetEventFeed))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/feeds/events.xml")] HttpRequest request,
        CancellationToken cancellationToken) =>
        EventListRequest.TryReadFeed(request.Query, out EventFilter? filter, out Problem? problem)
            ? Answers.Document(
                EventFeed.Write(filter, (await archive.ListEventsAsync(filter, EventFeed.Entries, continuation: null, cancellationToken)).Items, time.GetUtcNow()),
                EventFeed.MediaType,
                request)
            : Answers.Problem(problem);
}
