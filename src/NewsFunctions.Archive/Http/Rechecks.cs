using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Http;

/// <summary>Handles people's requests to check links again now.</summary>
public sealed class Rechecks(LinkStore links, LinkShardStore shards, LinkCheckPlanner planner, CheckForecast forecast, TimeProvider time)
{
    /// <summary>Limits the body. 100 link ids of the longest kind take a tenth of it.</summary>
    private const long MaxBytes = 64 * 1024;

    private const string BodyRule =
        "The body is JSON: {\"site\":\"alalam\",\"kind\":\"image\",\"state\":\"Dead\"} (kind and state may be left out) or {\"site\":\"alalam\",\"linkIds\":[\"p1797706\"]}.";

    private static readonly JsonBody<RecheckBody> Body = new(
        ApiJson.Web.RecheckBody, MaxBytes, BodyRule, "Ask by 'kind' and 'state' instead of by ids.");

    public Task<IResult> RequestAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Body.AnswerAsync(request, body => RequestAsync(body, cancellationToken), cancellationToken);

    /// <summary>Makes links due now and sends their shards to be visited.</summary>
    /// <returns>The response; null if none of them is known.</returns>
    public async Task<RecheckResponse?> RequestSomeAsync(string site, IReadOnlyList<LinkId> ids, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<LinkId> due = await links.MakeDueAsync(site, ids, now, cancellationToken);
        if (due.Count == 0)
        {
            return null;
        }

        HashSet<LinkShard> wanted = [.. due.Select(id => new LinkShard(site, id.Kind, id.Bucket))];
        ShardPlan plan = await planner.PlanAsync(site, status => wanted.Contains(status.Shard), cancellationToken);
        return new RecheckResponse
        {
            Site = site,
            Kind = null,
            State = null,
            LinkIds = [.. due.Select(id => id.Value)],
            UnknownLinkIds = [.. ids.Except(due).Select(id => id.Value)],
            RequestedAt = now,
            ExpectedBy = forecast.Of(plan, now),
        };
    }

    private async Task<IResult> RequestAsync(RecheckBody body, CancellationToken cancellationToken)
    {
        if (!body.TryRead(out string? site, out IReadOnlyList<LinkId>? ids, out Problem? problem))
        {
            return Answers.Problem(problem);
        }

        RecheckResponse? answer = ids is null
            ? await RequestAllAsync(site, body.Kind, body.State, cancellationToken)
            : await RequestSomeAsync(site, ids, cancellationToken);
        return answer is null
            ? Answers.Problem(Problems.NotFound($"The archive knows no such links of the site '{site}'. GET /api/links lists what it knows."))
            : Answers.Accepted(answer, ApiJson.Web.RecheckResponse);
    }

    /// <summary>Requests a recheck of all links of a site. Returns null if the site has no links.</summary>
    private async Task<RecheckResponse?> RequestAllAsync(string site, LinkKind? kind, LinkState? state, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (!await shards.ReadAllAsync(site, cancellationToken).AnyAsync(cancellationToken))
        {
            return null;
        }

        await shards.RequestRecheckAsync(site, kind, state, now, cancellationToken);
        ShardPlan plan = await planner.PlanAsync(site, status => kind is null || status.Shard.Kind == kind, cancellationToken);
        return new RecheckResponse
        {
            Site = site,
            Kind = kind,
            State = state,
            LinkIds = null,
            UnknownLinkIds = null,
            RequestedAt = now,
            ExpectedBy = forecast.Of(plan, now),
        };
    }
}
