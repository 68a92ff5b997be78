using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Judgements;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Http;

/// <summary>Handles people's judgements of links, which override the checks.</summary>
public sealed class LinkJudgementCalls(LinkJudgements judgements, ArchiveQueries archive, TimeProvider time)
{
    private const long MaxBytes = 16 * 1024;

    private const string BodyRule =
        "The body is JSON: {\"says\":\"dead\",\"reason\":\"the picture is another one\",\"until\":\"2027-05-01T00:00:00Z\"}. 'says' is alive, dead or ignore; reason and until may be left out.";

    private static readonly JsonBody<JudgementBody> Body = new(ApiJson.Web.JudgementBody, MaxBytes, BodyRule, BodyRule);

    public async Task<IResult> JudgeAsync(HttpRequest request, string site, string linkId, CancellationToken cancellationToken)
    {
        if (!ResourcePath.TryReadLink(request.Query, site, linkId, out LinkId link, out Problem? problem))
        {
            return Answers.Problem(problem);
        }

        return await Body.AnswerAsync(
            request,
            async body => body.TryRead(time.GetUtcNow(), out Problem? wrong)
                ? await AnswerAsync(
                    await judgements.JudgeAsync(site, link, body.Says!.Value, Caller.Of(request), body.Reason, body.Until, cancellationToken), request, site, linkId, cancellationToken)
                : Answers.Problem(wrong),
            cancellationToken);
    }

    public async Task<IResult> TakeBackAsync(HttpRequest request, string site, string linkId, CancellationToken cancellationToken) =>
        ResourcePath.TryReadLink(request.Query, site, linkId, out LinkId link, out Problem? problem)
            ? await AnswerAsync(await judgements.TakeBackAsync(site, link, Caller.Of(request), reason: null, cancellationToken), request, site, linkId, cancellationToken)
            : Answers.Problem(problem);

    /// <summary>Returns the link as a call for it would.</summary>
    private async Task<IResult> AnswerAsync(Link? judged, HttpRequest request, string site, string linkId, CancellationToken cancellationToken) =>
        Answers.ResourceOr404(
            judged is null ? null : await archive.GetLinkAsync(site, judged.Id, cancellationToken),
            ApiJson.Web.LinkResponse,
            request,
            Problems.UnknownLink(site, linkId));
}
