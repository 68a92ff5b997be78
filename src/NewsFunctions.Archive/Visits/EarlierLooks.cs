using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Archive.Visits;

/// <summary>Holds the checks of a link before its last one, as judged then and as judged by present rules.</summary>
internal sealed class EarlierLooks
{
    private EarlierLooks(IReadOnlyList<(LinkCheck Then, LinkCheck Now)> looks, RejudgementObstacle? obstacle)
    {
        Looks = looks;
        Obstacle = obstacle;
    }

    /// <summary>Lists pairs, newest first. Both are the same check if it cannot be judged again, or was judged by these rules.</summary>
    public IReadOnlyList<(LinkCheck Then, LinkCheck Now)> Looks { get; }

    /// <summary>Says why a strike among them cannot be judged again; null if all can.</summary>
    public RejudgementObstacle? Obstacle { get; }

    /// <param name="checks">All checks of the link, newest first.</param>
    /// <param name="last">The last check that decided the link's state.</param>
    public static EarlierLooks Of(IEnumerable<LinkCheck> checks, LinkCheck last, DateTimeOffset now)
    {
        LinkCheck[] all = [.. checks];
        DateTimeOffset lastLook = last.RejudgementOf ?? last.CheckedAt;

        // If these rules have judged it once, the original verdict no longer counts.
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
