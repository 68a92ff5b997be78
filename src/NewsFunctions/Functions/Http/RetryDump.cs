using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

public sealed class RetryDump(DumpRetryCalls calls)
{
    [Function(nameof(RetryDump))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/dumps/{dumpId}/ingest")] HttpRequest request,
        string dumpId,
        CancellationToken cancellationToken) => calls.AnswerAsync(request, dumpId, cancellationToken);
}
