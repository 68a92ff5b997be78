using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Functions.Http;

/// <summary>Records a person's judgement of a link.</summary>
public sealed class JudgeLink(LinkJudgementCalls calls)
{
    [Function(nameof(JudgeLink))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/links/{site}/{linkId}/judgement")] HttpRequest request,
        string site,
        string linkId,
        CancellationToken cancellationToken) => calls.JudgeAsync(request, site, linkId, cancellationToken);
}
