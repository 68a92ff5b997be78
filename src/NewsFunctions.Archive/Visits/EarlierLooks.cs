using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Archive.Visits;

/// <summary>The looks at a link before its last one, as they were judged then and as the rules of today judge them.</summary>
internal sealed class EarlierLooks
{
    private EarlierLooks(IReadOnlyList<(LinkCheck Then, LinkCheck Now)> looks, RejudgementObstacle? obstacle)
    {
        Looks = looks;
        Obstacle = obstacle;
    }

    /// <summary>Newest first; the same check twice where it cannot be judged again, or was by these rules.</summary>
    public IReadOnlyList<(LinkCheck Then, LinkCheck Now)> Looks { get; }

    /// <summary>Why a strike among them cannot be judged again; null where all can.</summary>
    public RejudgementObstacle? Obstacle { get; }

    /// <param name="checks">All checks of the link, newest first.</param>
    /// <param name="last">The last of them that made the link what it is.</param>
    public static EarlierLooks Of(IEnumerable<LinkCheck> checks, LinkCheck last, DateTimeOffset now)
    {
        LinkCheck[] all = [.. checks];
        DateTimeOffset lastLook = last.RejudgementOf ?? last.CheckedAt;

        // What these rules have judged once counts no more as it did then.
        DateTimeOffset? done = all.FirstOrDefault(check => check.RejudgementOf is not null && check.RulesVersion == VerdictRules.Version)?.RejudgementOf;
        ILookup<DateTimeOffset, LinkCheck> judgedAgain = all.Where(check => check.RejudgementOf is not null).ToLookup(check => check.RejudgementOf!.Value);
        List<(LinkCheck, LinkCheck)> looks = [];
        RejudgementObstacle? obstacle = null;
        foreach (LinkCheck look in all.Where(check => check is { RejudgementOf: null, Vantage: null } && check.CheckedAt < lastLook && !(check.CheckedAt <= done)))
        {
            LinkCheck then = judgedAgain[look.CheckedAt].MaxBy(check => check.RulesVersion) ?? look;
            Rejudgement rejudged = then.RulesVersion == VerdictRules.Version ? new Rejudgement(then, null) : Rejudgement.Of(then, now);
            obstacle ??= VerdictEffects.Of(then.Verdict) == VerdictEffect.Strike ? rejudged.Obstacle : null;
            looks.Add((then with { CheckedAt = look.CheckedAt }, rejudged.Again ?? then));
        }

        return new EarlierLooks(looks, obstacle);
    }
}
