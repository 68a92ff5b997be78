using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Rules;

/// <summary>Facts in, verdict out: pure, so that stored evidence can be judged again. Rules with reasons: docs/verdicts.md.</summary>
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
    /// A link that is alive nowhere is only as dead as its locations say: a wall or a server error at any of them may hide it,
    /// so it wins over "gone" elsewhere; "gone" counts only if the preferred location said so, whatever others keep silent. A host
    /// whose name no longer exists is no location any more, so the next one is the preferred.
    /// </summary>
    private static Judgement MostTelling(List<Judgement> judgements, IReadOnlyList<LocationFacts> locations)
    {
        List<Judgement> remaining = [.. judgements.Where((_, i) => !IsNameGone(locations[i].Failure))];
        return remaining.Find(judgement => judgement.Verdict == Verdict.Blocked)
            ?? remaining.Find(judgement => judgement.Verdict == Verdict.ServerError)
            ?? remaining.FirstOrDefault()
            ?? judgements[0];
    }

    /// <summary>Also where it was learned from another link of the visit: the first link of a host must not be judged otherwise than the rest.</summary>
    private static bool IsNameGone(FailureFacts? failure) =>
        failure is { Kind: FailureKind.NoSuchName } or { Kind: FailureKind.HostOutage, Cause: FailureKind.NoSuchName };
}
