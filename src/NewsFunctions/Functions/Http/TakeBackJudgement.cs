using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Removes a person's judgement of a link. The checks decide its state again.</summary>
public sealed class TakeBackJudgement(LinkJudgementCalls calls)
{
    [Function(nameof(TakeBackJudgement))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/links/{site}/{linkId}/judgement")] HttpRequest request,
        string site,
        string linkId,
        CancellationToken cancellationToken) => calls.TakeBackAsync(request, site, linkId, cancellationToken);
}
