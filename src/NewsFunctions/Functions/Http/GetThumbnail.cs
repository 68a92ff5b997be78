using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Captures;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns a thumbnail of a capture.</summary>
public sealed class GetThumbnail(CaptureThumbnails thumbnails)
{
    [Function(nameof(GetThumbnail))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/captures/{sha256}/thumbnail")] HttpRequest request,
        string sha256,
        CancellationToken cancellationToken) =>
        ResourcePath.TryReadCapture(request.Query, sha256, out Problem? problem)
            ? ThumbnailAnswer.From(sha256, await thumbnails.GetAsync(sha256, cancellationToken), request)
            : Answers.Problem(problem);
}
