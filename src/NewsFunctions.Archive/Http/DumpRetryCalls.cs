using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Http;

/// <summary>Handles <c>POST /api/dumps/{dumpId}/ingest</c>.</summary>
public sealed class DumpRetryCalls(DumpRetries retries, DumpQueries dumps)
{
    public async Task<IResult> AnswerAsync(HttpRequest request, string dumpId, CancellationToken cancellationToken)
    {
        if (!ResourcePath.TryReadDump(request.Query, dumpId, out DumpId dump, out Problem? problem))
        {
            return Answers.Problem(problem);
        }

        return await retries.SendAsync(dump, cancellationToken) switch
        {
            DumpRetry.Sent when await dumps.GetAsync(dump, cancellationToken) is { } sent =>
                Answers.Accepted(sent, ApiJson.Web.DumpResponse, $"/api/dumps/{sent.DumpId}"),
            DumpRetry.Gone => Answers.Problem(Problems.Gone($"The upload of the dump '{dumpId}' was deleted or replaced. Upload it again.")),
            _ => Answers.Problem(Problems.NotFound($"The archive has no dump '{dumpId}'. GET /api/dumps lists what it has.")),
        };
    }
}
