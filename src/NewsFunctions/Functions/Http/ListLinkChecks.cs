using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Functions.Http;

public sealed class ListLinkChecks(ArchiveQueries archive)
{
    [Function(nameof(ListLinkChecks))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/links/{site}/{linkId}/checks")] HttpRequest request,
        string site,
        string linkId,
        CancellationToken cancellationToken)
    {
        if (!ResourcePath.TryReadLink(query: null, site, linkId, out LinkId link, out Problem? problem)
            || !PageRequest.TryRead(request.Query, out PageRequest? page, out problem))
        {
            return Answers.Problem(problem);
        }

        return Answers.OkOr404(
            await archive.ListChecksAsync(site, link, page.Limit, page.Continuation, cancellationToken),
            ApiJson.Web.PageResponseLinkCheckResponse,
            Problems.UnknownLink(site, linkId));
    }
}
