using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Rules;

/// <summary>What the rules of today make of the evidence of an earlier check.</summary>
/// <param name="Again">The check as judged now; null where it cannot be.</param>
/// <param name="Obstacle">Why not; null where it could.</param>
public sealed record Rejudgement(LinkCheck? Again, RejudgementObstacle? Obstacle)
{
    /// <summary>Facts that the rules of the time did not record are missing, which each rule takes for silence, never for a no.</summary>
    /// <param name="check">A look, or an earlier rejudgement of one.</param>
    /// <param name="now">When it is judged again.</param>
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
                // Right after the look in history, and in the same place however often this is done by the same rules.
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
