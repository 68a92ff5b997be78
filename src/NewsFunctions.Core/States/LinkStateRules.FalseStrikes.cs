using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Removes strikes of earlier checks that are not strikes under the current rules.</summary>
public static partial class LinkStateRules
{
    /// <summary>Returns whether any of the link's strikes come from checks before the last one.</summary>
    /// <param name="link">The link after the last check, judged again.</param>
    public static bool RestsOnEarlierChecks(Link link, LinkCheck last) =>
        link.Strikes > (link.LastStrike == last.CheckedAt ? 1 : 0);

    /// <summary>Removes the strikes that earlier checks counted wrongly. A link that died from them is no longer dead.</summary>
    /// <param name="link">The link after the last check, judged again.</param>
    /// <param name="earlier">The checks before the last one, newest first, each with its original verdict and its verdict by the current
    /// rules; both are the same if it cannot be judged again.</param>
    public static Link TakeBack(Link link, IEnumerable<(LinkCheck Then, LinkCheck Now)> earlier, LinkStateOptions options) =>
        UnderJudgement(link, own => TakeBackOwn(own, earlier, options));

    private static Link TakeBackOwn(Link link, IEnumerable<(LinkCheck Then, LinkCheck Now)> earlier, LinkStateOptions options)
    {
        // Strikes before the link was last found alive were reset then.
        (LinkCheck Then, LinkCheck Now)[] since = [.. earlier.TakeWhile(look => VerdictEffects.Of(look.Then.Verdict) != VerdictEffect.Alive).Reverse()];
        int counted = 0;
        int wrong = 0;
        DateTimeOffset? lastCounted = null;
        DateTimeOffset? alive = null;
        DateTimeOffset? firstStrike = null;
        foreach ((LinkCheck then, LinkCheck now) in since)
        {
            VerdictEffect effect = VerdictEffects.Of(now.Verdict);
            if (VerdictEffects.Of(then.Verdict) == VerdictEffect.Strike && !(then.CheckedAt - lastCounted < options.StrikeGap))
            {
                lastCounted = then.CheckedAt;
                counted++;
                wrong += effect == VerdictEffect.Strike ? 0 : 1;
                firstStrike ??= effect == VerdictEffect.Strike ? then.CheckedAt : null;
            }

            if (effect == VerdictEffect.Alive)
            {
                wrong = counted;
                alive = then.CheckedAt;
                firstStrike = null;
            }
        }

        return wrong == 0 ? link : WithoutStrikes(link, wrong, firstStrike, alive, options);
    }

    private static Link WithoutStrikes(
        Link link, int wrong, DateTimeOffset? firstStrike, DateTimeOffset? alive, LinkStateOptions options)
    {
        int strikes = Math.Max(0, link.Strikes - wrong);
        DateTimeOffset? lastAlive = alive > link.LastAlive || link.LastAlive is null ? alive : link.LastAlive;
        bool isStruck = strikes > 0 || (link.Verdict is { } verdict && VerdictEffects.Of(verdict) == VerdictEffect.Strike);
        bool restsOnStrikes = link.State == LinkState.Suspect || (link is { State: LinkState.Dead, HostDead: null } && strikes < options.StrikesToDeath);
        LinkState state = !restsOnStrikes ? link.State
            : isStruck ? LinkState.Suspect
            : lastAlive is null ? LinkState.Unknown
            : LinkState.Alive;
        DateTimeOffset? soon = link.LastChecked + options.Recheck.Suspect;
        return link with
        {
            Strikes = strikes,
            FirstStrike = strikes > 0 ? firstStrike ?? link.LastStrike : null,
            LastStrike = strikes > 0 ? link.LastStrike : null,
            FirstAlive = alive < link.FirstAlive || link.FirstAlive is null ? alive ?? link.FirstAlive : link.FirstAlive,
            LastAlive = lastAlive,
            State = state,
            StateSince = state == link.State ? link.StateSince : link.LastChecked,
            RecheckInterval = state == link.State ? link.RecheckInterval : options.Recheck.Suspect,
            NextDue = state != link.State && soon < link.NextDue ? soon : link.NextDue,
        };
    }
}
