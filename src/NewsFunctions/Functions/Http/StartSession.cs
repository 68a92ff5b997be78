using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

public sealed class StartSession(SessionStart start)
{
    [Function(nameof(StartSession))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/session")] HttpRequest request,
        CancellationToken cancellationToken) => start.RequestAsync(request, cancellationToken);
}
