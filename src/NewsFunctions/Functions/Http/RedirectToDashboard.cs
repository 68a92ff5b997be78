using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>Leads people who open the bare address to the page.</summary>
public sealed class RedirectToDashboard
{
    // An empty route would become the function's name.
    [Function(nameof(RedirectToDashboard))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{root:regex(^$)?}")] HttpRequest request) => Dashboard.Redirect();
}
