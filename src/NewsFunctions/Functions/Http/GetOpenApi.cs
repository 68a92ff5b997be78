using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns the OpenAPI document. Needs no key: it reveals nothing about the archive.</summary>
public sealed class GetOpenApi(ApiDescription api)
{
    [Function(nameof(GetOpenApi))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request) => api.OpenApi(request);
}
