using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Pages;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>Adds the host's not-found baseline to the facts of a location, and fetches the baseline at most once a day.</summary>
internal sealed class NotFoundBaseline(LocationFetcher probe, IOptions<HostOptions> options, TimeProvider time)
{
    public async Task<LocationFacts> CompareAsync(Link link, LocationFacts facts, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        bool unchanged = facts.Final is { Status: 304 } && facts.Hops[^1].Conditional;
        bool confirmed = facts.Final is { Status: 200 } && facts.Hops[^1].Method == HttpMethod.Head.Method;
        if (facts is not { Failure: null, Final: { } final } || !(unchanged || final.Status is >= 200 and < 300)
            || HostName.TryOf(facts.Location) is not { } host)
        {
            return facts;
        }

        HostLessons lessons = (await hosts.OpenAsync(host, cancellationToken)).Lessons;
        if (!unchanged && !confirmed && IsWorthAProbe(link.Kind, final))
        {
            await AskAsync(facts.Location, link, lessons, hosts, cancellationToken);
        }

        Fingerprint? before = unchanged || confirmed ? link.Fingerprint : null;
        BaselineFacts? answer = link.Kind == LinkKind.Page && !unchanged && !confirmed ? lessons.Probe(LinkKind.Page)?.Answer : null;
        SharedFacts? bytes = lessons.SharedBytes(before?.Sha256 ?? final.BodySha256, before?.Size ?? final.TotalSize);
        SharedFacts? url = Redirects.EndOf(facts.Location, facts.Hops[^1].Url) is { } end ? lessons.SharedUrl(end) : null;
        return answer is null && bytes is null && url is null ? facts : facts with { Probe = answer, SharedBytes = bytes, SharedUrl = url };
    }

    /// <summary>Says whether the baseline is needed: media of the wrong type do not need it.</summary>
    private static bool IsWorthAProbe(LinkKind kind, ResponseFacts final) => kind == LinkKind.Page
        ? final.BodyBytes > 0 && final.BotWall is null
        : final.BodyBytes > 0 && final.SniffedType != "text/html";

    private async Task AskAsync(string location, Link link, HostLessons lessons, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        if (!IsDue(lessons, link.Kind))
        {
            return;
        }

        await lessons.Asking.WaitAsync(cancellationToken);
        try
        {
            if (IsDue(lessons, link.Kind))
            {
                (Uri nowhere, string name) = ImpossiblePath.Beside(new Uri(location), link);
                lessons.LearnProbe(link.Kind, time.GetUtcNow(), await AnswerAsync(nowhere, name, link.Kind, hosts, cancellationToken));
            }
        }
        finally
        {
            lessons.Asking.Release();
        }
    }

    private bool IsDue(HostLessons lessons, LinkKind kind) =>
        options.Value.Lessons.ProbeInterval > TimeSpan.Zero
        && !(lessons.Probe(kind) is { } known && time.GetUtcNow() - known.TriedAt < options.Value.Lessons.ProbeInterval);

    /// <summary>Returns the baseline, or null if the answer teaches nothing: a failure, a refusal, an error, a bot wall, or our own policy.</summary>
    private async Task<BaselineFacts?> AnswerAsync(
        Uri nowhere, string name, LinkKind kind, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        LocationFacts answer;
        try
        {
            answer = await probe.ProbeAsync(probe.Vet(nowhere.AbsoluteUri), kind, before: null, hosts, cancellationToken, isProbe: true);
        }
        catch (HostBusyException)
        {
            // It redirects to a host whose lease another instance holds.
            return null;
        }

        if (answer is not { Failure: null, Final: { BotWall: null, Undecoded: false, IsOtherRange: false } final } || final.Status is not ((>= 200 and < 300) or 404 or 410))
        {
            return null;
        }

        string? end = Redirects.EndOf(nowhere.AbsoluteUri, answer.Hops[^1].Url);
        return new BaselineFacts
        {
            At = time.GetUtcNow(),
            Status = final.Status,
            Url = end ?? answer.Hops[^1].Url,
            Redirected = end is not null,
            SniffedType = final.SniffedType,
            Sha256 = final.BodySha256,
            Size = final.TotalSize,
            Page = final.Page,
            EchoesAddress = PageAddress.Names(final.Page?.Canonical, name),
        };
    }
}
