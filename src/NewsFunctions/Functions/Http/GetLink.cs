using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Functions.Http;

public sealed class GetLink(ArchiveQueries archive)
{
    [Function(nameof(GetLink))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/links/{site}/{linkId}")] HttpRequest request,
        string site,
        string linkId,
        CancellationToken cancellationToken) =>
        ResourcePath.TryReadLink(request.Query, site, linkId, out LinkId link, out Problem? problem)
            ? Answers.ResourceOr404(
                await archive.GetLinkAsync(site, link, cancellationToken),
                ApiJson.Web.LinkResponse,
                request,
                Problems.UnknownLink(site, linkId))
            : Answers.Problem(problem);
}
