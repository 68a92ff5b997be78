using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns what the caller may do, so that a page hides what would be refused.</summary>
public sealed class GetSession(SessionScope scope)
{
    [Function(nameof(GetSession))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/session")] HttpRequest request,
        CancellationToken cancellationToken) => scope.AnswerAsync(request, cancellationToken);
}
