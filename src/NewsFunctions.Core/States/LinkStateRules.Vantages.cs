using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>When a death needs a second pair of eyes, and what they decide.</summary>
public static partial class LinkStateRules
{
    /// <summary>Whether the link would be dead by the strike that this check counted, but for a look from elsewhere.</summary>
    /// <param name="after">As the check left it.</param>
    public static bool AwaitsVantage(Link after, LinkCheck check, LinkStateOptions options) =>
        options.HasVantages
        && after.State == LinkState.Suspect
        && after.Strikes >= options.StrikesToDeath
        && after.LastStrike == check.CheckedAt;

    /// <summary>What a look from elsewhere does to a link that awaits it: gone there too, it is dead; alive there, it is alive, and from
    /// then on no strikes of ours alone kill it; without evidence it stays as it is, and the next check of ours asks again.</summary>
    public static Link Confirm(Link link, LinkCheck check, LinkStateOptions options)
    {
        VerdictEffect effect = VerdictEffects.Of(check.Verdict);
        if (effect is not (VerdictEffect.Alive or VerdictEffect.Strike))
        {
            return link;
        }

        DateTimeOffset at = check.CheckedAt;
        bool alive = effect == VerdictEffect.Alive;
        TimeSpan interval = alive ? options.Recheck.Alive : options.Recheck.Dead;
        return link with
        {
            State = alive ? LinkState.Alive : LinkState.Dead,
            Strikes = alive ? 0 : link.Strikes,
            FirstStrike = alive ? null : link.FirstStrike,
            LastStrike = alive ? null : link.LastStrike,
            FirstAlive = alive ? FirstAlive(link, at) : link.FirstAlive,
            LastAlive = alive ? at : link.LastAlive,
            AliveThrough = alive ? check.Vantage : link.AliveThrough,
            Verdict = check.Verdict,
            LastChecked = at,
            StateSince = at,
            NoEvidenceSince = null,
            RecheckInterval = interval,
            NextDue = at + interval + Jitter(link.Id, at, interval, options.Recheck.Jitter),
            Location = check.Location,
            Checks = link.Checks + 1,
        };
    }

    /// <summary>A link that a vantage has found alive is not ours alone to bury, even when that vantage is configured no more.</summary>
    private static bool NeedsVantage(Link link, LinkStateOptions options) => options.HasVantages || link.AliveThrough is not null;
}
