using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns the dashboard page. Needs no key: it holds no data, and its API calls need a key of their own.</summary>
public sealed class GetDashboard(Dashboard dashboard)
{
    [Function(nameof(GetDashboard))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dashboard")] HttpRequest request) => dashboard.Document(request);
}
