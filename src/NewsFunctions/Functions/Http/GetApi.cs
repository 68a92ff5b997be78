using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>Lists the calls of the API. Needs no key: it reveals nothing about the archive.</summary>
public sealed class GetApi(ApiDescription api)
{
    [Function(nameof(GetApi))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api")] HttpRequest request) => api.Index(request);
}
