using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Decides when a death needs confirmation from a vantage, and applies the result.</summary>
public static partial class LinkStateRules
{
    /// <summary>Returns whether this check's strike would kill the link, so that a check from a vantage must confirm it.</summary>
    /// <param name="after">The link after the check.</param>
    public static bool AwaitsVantage(Link after, LinkCheck check, LinkStateOptions options) =>
        options.HasVantages
        && after.State == LinkState.Suspect
        && after.Strikes >= options.StrikesToDeath
        && after.LastStrike == check.CheckedAt;

    /// <summary>Applies a vantage's check to a link that awaits it. If it is gone there too, it is dead. If it is alive there, it is alive, and
    /// our own strikes alone can no longer kill it. Without evidence it stays as it is, and our next check asks the vantage again.</summary>
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

    /// <summary>Returns whether a death needs a vantage. A link once alive through a vantage always does, even if that vantage is no longer
    /// configured.</summary>
    private static bool NeedsVantage(Link link, LinkStateOptions options) => options.HasVantages || link.AliveThrough is not null;
}
