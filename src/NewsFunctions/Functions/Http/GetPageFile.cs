using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns the script, style and icon of the page. Their names change with their content.</summary>
public sealed class GetPageFile(PageAssets assets)
{
    [Function(nameof(GetPageFile))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{*path}")] HttpRequest request,
        string? path) => assets.Answer(path, request);
}
