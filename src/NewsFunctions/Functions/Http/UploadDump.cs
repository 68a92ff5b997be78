using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

public sealed class UploadDump(DumpUploads uploads)
{
    [Function(nameof(UploadDump))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/dumps")] HttpRequest request,
        CancellationToken cancellationToken) => uploads.ReceiveAsync(request, cancellationToken);
}
