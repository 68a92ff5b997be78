using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Rules;

/// <summary>Maps facts to verdicts. It is pure, so that stored evidence can be judged again. docs/verdicts.md explains the rules.</summary>
public static class VerdictRules
{
    /// <inheritdoc cref="LinkCheck.CurrentRulesVersion"/>
    public const int Version = LinkCheck.CurrentRulesVersion;

    public static Judgement Judge(LinkKind kind, LinkFacts facts)
    {
        List<Judgement>? judgements = null;
        foreach (LocationFacts location in facts.Locations)
        {
            Judgement judgement = LocationRules.Judge(kind, location, facts);
            if (judgement.Verdict.IsAlive())
            {
                return judgement;
            }

            (judgements ??= []).Add(judgement);
        }

        return judgements is null
            ? new Judgement { Verdict = Verdict.Refused, Reason = "No location of this link is known." }
            : MostTelling(judgements, facts.Locations);
    }

    /// <summary>
    /// Returns the most telling judgement of a link that is alive nowhere. A bot wall or a server error at any location may hide the link,
    /// so it wins over "gone" elsewhere. "Gone" counts only if the preferred location says so, even if others do not answer. A host
    /// whose name no longer exists does not count as a location, so the next one becomes the preferred one.
    /// </summary>
    private static Judgement MostTelling(List<Judgement> judgements, IReadOnlyList<LocationFacts> locations)
    {
        List<Judgement> remaining = [.. judgements.Where((_, i) => !IsNameGone(locations[i].Failure))];
        return remaining.Find(judgement => judgement.Verdict == Verdict.Blocked)
            ?? remaining.Find(judgement => judgement.Verdict == Verdict.ServerError)
            ?? remaining.FirstOrDefault()
            ?? judgements[0];
    }

    /// <summary>Returns whether the host name does not exist, even if another link of the visit found that out: all links of a host must be
    /// judged alike.</summary>
    private static bool IsNameGone(FailureFacts? failure) =>
        failure is { Kind: FailureKind.NoSuchName } or { Kind: FailureKind.HostOutage, Cause: FailureKind.NoSuchName };
}
