using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Reports to probes, which have no key, only whether the archive works.</summary>
public sealed class GetHealth(HealthCheck health)
{
    [Function(nameof(GetHealth))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken) => health.CheckAsync(request, cancellationToken);
}
