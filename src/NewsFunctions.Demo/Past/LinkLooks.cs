using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Demo.Web;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Demo.Past;

/// <summary>Checks links of the scripted web as <see cref="LinkChecker"/> checks real ones: circuits, verdicts and the host's lessons
/// are the product's; only the requests are simulated.</summary>
internal sealed class LinkLooks(ScriptedWeb web, HostOptions options, ScriptClock clock)
{
    public async Task<LinkCheck> LookAsync(PastLink past, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        DateTimeOffset at = clock.Now;
        Link link = past.Link;
        List<LocationFacts> seen = [];
        LinkFacts facts = new() { Locations = seen, Before = link.Fingerprint, Expected = link.GetExpectedFacts() };
        using LinkPass pass = new(link, hosts, options, clock);
        LocationFacts answer = await pass.ClosedAsync(past.Scripted.Location, cancellationToken) ?? Ask(past, hosts, at);
        seen.Add(answer);
        Judgement judgement = VerdictRules.Judge(link.Kind, facts);
        pass.Judged(judgement, seen);
        return new LinkCheck
        {
            Link = link.Id,
            CheckedAt = at,
            Verdict = judgement.Verdict,
            Reason = judgement.Reason,
            Location = judgement.Location,
            Fingerprint = Fingerprint.Of(answer),
            Duration = TimeSpan.FromMilliseconds(40 + ((at.UtcTicks / 10_000) % 400)),
            RulesVersion = VerdictRules.Version,
            Evidence = Evidence.Of(facts, judgement.Location),
        };
    }

    private LocationFacts Ask(PastLink past, HostOutcomes hosts, DateTimeOffset at)
    {
        if (past.Scripted.Host is { } host && hosts.Outage(host) is { } outage)
        {
            return new LocationFacts { Location = past.Scripted.Location.Text, Hops = [], Failure = outage };
        }

        LocationFacts answer = web.Ask(past.Link, past.Scripted, at);
        foreach (HopFacts hop in answer.Hops)
        {
            string asked = HostName.TryOf(hop.Url)!;
            if (hop.Response is { } response)
            {
                hosts.RecordAnswer(asked, response.Status);
            }
            else
            {
                hosts.RecordFailure(asked, answer.Failure!);
            }
        }

        return answer;
    }
}
