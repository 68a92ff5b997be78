using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Updates a link whose last check is judged again from its stored evidence.</summary>
/// <remarks>
/// The result of earlier checks is kept. The effect of the last one is reverted as far as the row allows, and the new verdict is
/// applied at the time of the original check. No link dies without a request: a rejudgement leaves at least one strike missing. A link
/// whose state rests on less evidence than before becomes due sooner, never later.
/// </remarks>
public static partial class LinkStateRules
{
    /// <param name="link">The link after the last check.</param>
    /// <param name="last">The last check.</param>
    /// <param name="again">The same evidence judged by the current rules.</param>
    public static Link Rejudge(Link link, LinkCheck last, LinkCheck again, LinkStateOptions options) =>
        UnderJudgement(link, own => RejudgeOwn(own, last, again, options));

    private static Link RejudgeOwn(Link link, LinkCheck last, LinkCheck again, LinkStateOptions options)
    {
        VerdictEffect before = VerdictEffects.Of(last.Verdict);
        VerdictEffect after = VerdictEffects.Of(again.Verdict);
        DateTimeOffset at = again.CheckedAt;
        if (before == after)
        {
            return link with
            {
                Verdict = again.Verdict,
                LastChecked = at,
                FirstAlive = link.FirstAlive == last.CheckedAt ? at : link.FirstAlive,
                LastAlive = link.LastAlive == last.CheckedAt ? at : link.LastAlive,
                FirstStrike = link.FirstStrike == last.CheckedAt ? at : link.FirstStrike,
                LastStrike = link.LastStrike == last.CheckedAt ? at : link.LastStrike,
                StateSince = link.StateSince == last.CheckedAt ? at : link.StateSince,
            };
        }

        Link open = before == VerdictEffect.Alive ? WithoutLife(link, last.CheckedAt) : WithoutStrike(link, before, last.CheckedAt);
        Link judged = after switch
        {
            VerdictEffect.Alive => open with
            {
                State = LinkState.Alive,
                HostDead = null,
                Strikes = 0,
                FirstStrike = null,
                LastStrike = null,
                FirstAlive = FirstAlive(open, at),
                LastAlive = at,
                AliveThrough = again.Vantage,
                Fingerprint = again.Fingerprint ?? open.Fingerprint,
            },
            VerdictEffect.Strike => StruckByEvidence(open, at, options),
            VerdictEffect.Blocked when open.State != LinkState.Dead => open with { State = LinkState.Blocked },
            _ => open,
        };
        TimeSpan interval = after switch
        {
            _ when judged.State == LinkState.Dead => link.RecheckInterval ?? options.Recheck.Dead,
            VerdictEffect.Alive => options.Recheck.Alive,
            VerdictEffect.Strike => options.Recheck.Suspect,
            _ => options.Recheck.NoEvidence,
        };
        DateTimeOffset due = at + interval + Jitter(link.Id, at, interval, options.Recheck.Jitter);
        return judged with
        {
            Verdict = again.Verdict,
            LastChecked = at,
            StateSince = judged.State == link.State ? link.StateSince : at,
            NoEvidenceSince = after == VerdictEffect.NoEvidence ? link.NoEvidenceSince ?? at : null,
            RecheckInterval = interval,
            NextDue = link.NextDue is not { } planned || planned < due ? link.NextDue : due,
            Location = after == VerdictEffect.NoEvidence || again.Verdict == Verdict.Refused ? link.Location : again.Location,
        };
    }

    /// <summary>Reverts an alive verdict that was wrong: the link is alive only if it was alive before. Its fingerprint belongs to other content
    /// and would make the next check trust a 304.</summary>
    private static Link WithoutLife(Link link, DateTimeOffset at)
    {
        bool aliveBefore = link.StateSince < at;
        return link with
        {
            State = aliveBefore ? LinkState.Alive : LinkState.Unknown,
            FirstAlive = aliveBefore ? link.FirstAlive : null,
            LastAlive = aliveBefore ? link.StateSince : null,
            Fingerprint = null,
        };
    }

    /// <summary>Reverts a strike that counted. A link that died from it is no longer dead, and is one strike away from death again.
    /// A death because of dead hosts stays, since it does not depend on the link's answers.</summary>
    private static Link WithoutStrike(Link link, VerdictEffect effect, DateTimeOffset at)
    {
        bool counted = link.LastStrike == at;
        bool rested = link.State == LinkState.Dead && link.HostDead is null && (counted || effect == VerdictEffect.Strike);
        int strikes = counted || rested ? Math.Max(0, link.Strikes - 1) : link.Strikes;
        bool becameSo = link.StateSince == at;
        return link with
        {
            Strikes = strikes,
            FirstStrike = strikes > 0 ? link.FirstStrike : null,
            // The time of the previous strike is not stored. The later time only delays the next strike, which is harmless.
            LastStrike = strikes > 0 ? link.LastStrike : null,
            State = link.State switch
            {
                LinkState.Dead when !rested => LinkState.Dead,
                LinkState.Blocked when !becameSo => LinkState.Blocked,
                LinkState.Dead or LinkState.Suspect or LinkState.Blocked =>
                    strikes > 0 ? LinkState.Suspect : link.LastAlive is null ? LinkState.Unknown : LinkState.Alive,
                _ => link.State,
            },
        };
    }

    private static Link StruckByEvidence(Link link, DateTimeOffset at, LinkStateOptions options)
    {
        if (link.State == LinkState.Dead)
        {
            return link;
        }

        bool counts = (link.LastStrike is not { } last || at - last >= options.StrikeGap) && link.Strikes + 1 < options.StrikesToDeath;
        return link with
        {
            State = LinkState.Suspect,
            Strikes = counts ? link.Strikes + 1 : link.Strikes,
            FirstStrike = counts && link.Strikes == 0 ? at : link.FirstStrike,
            LastStrike = counts ? at : link.LastStrike,
        };
    }
}
