using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Functions.Http;

public sealed class GetDump(ArchiveQueries archive)
{
    [Function(nameof(GetDump))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/dumps/{dumpId}")] HttpRequest request,
        string dumpId,
        CancellationToken cancellationToken) =>
        ResourcePath.TryReadDump(request.Query, dumpId, out DumpId dump, out Problem? problem)
            ? Answers.ResourceOr404(
                await archive.GetDumpAsync(dump, cancellationToken),
                ApiJson.Web.DumpResponse,
                request,
                Problems.UnknownDump(dumpId))
            : Answers.Problem(problem);
}
