using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Rules;

/// <summary>Holds the result of the current rules for the evidence of an earlier check.</summary>
/// <param name="Again">The rejudged check; null if it cannot be judged again.</param>
/// <param name="Obstacle">The reason why not; null if it could be judged.</param>
public sealed record Rejudgement(LinkCheck? Again, RejudgementObstacle? Obstacle)
{
    /// <summary>Judges a check again. Missing evidence is treated as unknown, not as negative.</summary>
    /// <param name="check">A check, or an earlier rejudgement of one.</param>
    /// <param name="now">The time of the rejudgement.</param>
    public static Rejudgement Of(LinkCheck check, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (Evidence.TryRead(check.Evidence) is not { } facts)
        {
            return new Rejudgement(null, RejudgementObstacle.EvidenceUnreadable);
        }

        if (!Evidence.IsWhole(facts))
        {
            return new Rejudgement(null, RejudgementObstacle.EvidenceCut);
        }

        Judgement judgement = VerdictRules.Judge(check.Link.Kind, facts);
        DateTimeOffset looked = check.RejudgementOf ?? check.CheckedAt;
        return new Rejudgement(
            check with
            {
                // The row comes right after the check in the history, and is the same however often these rules rejudge it.
                CheckedAt = looked.AddTicks(VerdictRules.Version),
                Verdict = judgement.Verdict,
                Reason = judgement.Reason,
                Location = judgement.Location,
                Fingerprint = facts.Locations.FirstOrDefault(one => one.Location == judgement.Location) is { } judged ? Fingerprint.Of(judged) : null,
                Duration = TimeSpan.Zero,
                RulesVersion = VerdictRules.Version,
                RejudgementOf = looked,
                RejudgedAt = now,
            },
            null);
    }
}
