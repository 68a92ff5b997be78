using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Functions.Http;

public sealed class ListDumps(ArchiveQueries archive)
{
    [Function(nameof(ListDumps))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dumps")] HttpRequest request,
        CancellationToken cancellationToken) =>
        DumpListRequest.TryRead(request.Query, out DumpListRequest? list, out Problem? problem)
            ? Answers.Ok(
                await archive.ListDumpsAsync(list.Filter, list.Limit, list.Continuation, cancellationToken),
                ApiJson.Web.PageResponseDumpResponse)
            : Answers.Problem(problem);
}
