using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Checks one link for another deployment and stores nothing.</summary>
public sealed class CheckForVantage(VantageChecks checks)
{
    [Function(nameof(CheckForVantage))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/vantage/checks")] HttpRequest request,
        CancellationToken cancellationToken) => checks.CheckAsync(request, cancellationToken);
}
