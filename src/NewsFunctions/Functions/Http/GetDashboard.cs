using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>The page. Open to everyone: it holds no data, and what it asks the API for needs a key there.</summary>
public sealed class GetDashboard(Dashboard dashboard)
{
    [Function(nameof(GetDashboard))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dashboard")] HttpRequest request) => dashboard.Document(request);
}
