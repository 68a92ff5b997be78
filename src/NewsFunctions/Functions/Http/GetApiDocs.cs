using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns the page that describes the API. Needs no key: it reveals nothing about the archive.</summary>
public sealed class GetApiDocs(ApiDescription api)
{
    [Function(nameof(GetApiDocs))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/docs")] HttpRequest request) => api.Docs(request);
}
