using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Storage.Captures;

namespace NewsFunctions.Functions.Http;

/// <summary>Returns the bytes of a capture.</summary>
public sealed class GetCapture(CaptureStore captures)
{
    [Function(nameof(GetCapture))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/captures/{sha256}")] HttpRequest request,
        string sha256,
        CancellationToken cancellationToken) =>
        ResourcePath.TryReadCapture(request.Query, sha256, out Problem? problem)
            ? CaptureAnswer.From(sha256, await captures.OpenAsync(sha256, cancellationToken))
            : Answers.Problem(problem);
}
