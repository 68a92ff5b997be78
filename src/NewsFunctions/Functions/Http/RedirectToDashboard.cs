using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>Redirects the bare address to the dashboard.</summary>
public sealed class RedirectToDashboard
{
    // The host would replace an empty route with the function's name.
    [Function(nameof(RedirectToDashboard))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{root:regex(^$)?}")] HttpRequest request) => Dashboard.Redirect();
}
