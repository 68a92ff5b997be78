using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Takedowns;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Functions.Http;

/// <summary>Takes a dump down with everything that only it provides, or reports what that would remove.</summary>
public sealed class RemoveDump(Takedown takedown)
{
    [Function(nameof(RemoveDump))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/dumps/{dumpId}")] HttpRequest request,
        string dumpId,
        CancellationToken cancellationToken) =>
        TakedownRequest.TryReadDump(request.Query, dumpId, out DumpId dump, out bool dryRun, out Problem? problem)
            ? Answers.Takedown(await takedown.RemoveDumpAsync(dump, dryRun, cancellationToken), Problems.UnknownDump(dumpId))
            : Answers.Problem(problem);
}
