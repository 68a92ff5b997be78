using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Dumps;
using NewsFunctions.Http;
using NewsFunctions.Http.Requests;
using NewsFunctions.Queries;

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
