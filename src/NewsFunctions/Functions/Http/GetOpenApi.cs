using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>Answers the OpenAPI document. Open to everyone: it tells nothing about the archive.</summary>
public sealed class GetOpenApi(ApiDescription api)
{
    [Function(nameof(GetOpenApi))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request) => api.OpenApi(request);
}
