using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

public sealed class RequestLinkChecks(Rechecks rechecks)
{
    [Function(nameof(RequestLinkChecks))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/link-checks")] HttpRequest request,
        CancellationToken cancellationToken) => rechecks.RequestAsync(request, cancellationToken);
}
