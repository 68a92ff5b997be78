using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Applies a check to the state of its link: docs/link-checks.md. It is pure, so that a conflict or a replay gives the same
/// result.</summary>
public static partial class LinkStateRules
{
    /// <param name="link">The link before the check.</param>
    /// <param name="check">The check; its time is the time of the transition.</param>
    /// <param name="hostAnswers">Whether the link's host answered for other links in the same visit.</param>
    /// <param name="frozen">Whether the circuit of one of its hosts is open. Then the check is recorded but is no evidence, unless the link
    /// is alive.</param>
    /// <param name="death">The death of the last of its hosts, if all of them are dead.</param>
    public static Link Apply(
        Link link, LinkCheck check, bool hostAnswers, LinkStateOptions options, bool frozen = false, HostDeath? death = null) =>
        UnderJudgement(link, own => ApplyToOwn(own, check, hostAnswers, options, frozen, death));

    private static Link ApplyToOwn(
        Link link, LinkCheck check, bool hostAnswers, LinkStateOptions options, bool frozen, HostDeath? death)
    {
        DateTimeOffset at = check.CheckedAt;
        Link own = death is null ? WithoutHostDeath(link) : link;
        VerdictEffect effect = VerdictEffects.Of(check.Verdict);
        effect = frozen && effect != VerdictEffect.Alive ? VerdictEffect.NoEvidence : effect;
        hostAnswers &= !frozen;
        DateTimeOffset? noEvidenceSince = effect == VerdictEffect.NoEvidence ? link.NoEvidenceSince ?? at : null;
        bool silentTooLong = hostAnswers && noEvidenceSince is { } since && at - since >= options.NoEvidenceLimit;

        Link judged = effect switch
        {
            VerdictEffect.Alive => own with { State = LinkState.Alive, HostDead = null, Strikes = 0, FirstStrike = null, LastStrike = null, FirstAlive = FirstAlive(own, at), LastAlive = at, AliveThrough = null, Fingerprint = check.Fingerprint ?? own.Fingerprint },
            _ when death is not null && own.State != LinkState.Dead => own with { State = LinkState.Dead, HostDead = death },
            VerdictEffect.Strike => Struck(own, at, options),
            VerdictEffect.NoEvidence when silentTooLong => Struck(own, at, options),
            VerdictEffect.Blocked when own.State != LinkState.Dead => own with { State = LinkState.Blocked },
            _ => own,
        };
        TimeSpan interval = NextInterval(link, judged, effect, struck: effect == VerdictEffect.Strike || silentTooLong, at, options.Recheck);
        return judged with
        {
            Verdict = check.Verdict,
            FirstChecked = link.FirstChecked ?? at,
            LastChecked = at,
            StateSince = judged.State == link.State && link.StateSince is not null ? link.StateSince : at,
            NoEvidenceSince = noEvidenceSince,
            RecheckInterval = interval,
            NextDue = at + interval + Jitter(link.Id, at, interval, options.Recheck.Jitter),
            Location = effect == VerdictEffect.NoEvidence || check.Verdict == Verdict.Refused ? link.Location : check.Location,
            Checks = link.Checks + 1,
        };
    }

    /// <summary>Returns the link as it was before its hosts died.</summary>
    private static Link WithoutHostDeath(Link link) => link.HostDead is null ? link : link with
    {
        HostDead = null,
        State = link.Strikes > 0 ? LinkState.Suspect : link.LastAlive is null ? LinkState.Unknown : LinkState.Alive,
    };

    /// <summary>Adds a strike. A strike within the gap does not count, so frequent manual checks cannot speed up a death. With vantages,
    /// our own strikes alone do not kill a link (<see cref="AwaitsVantage"/>).</summary>
    private static Link Struck(Link link, DateTimeOffset at, LinkStateOptions options)
    {
        if (link.State == LinkState.Dead)
        {
            return link;
        }

        bool counts = link.LastStrike is not { } last || at - last >= options.StrikeGap;
        int strikes = counts ? link.Strikes + 1 : link.Strikes;
        return link with
        {
            State = strikes >= options.StrikesToDeath && !NeedsVantage(link, options) ? LinkState.Dead : LinkState.Suspect,
            Strikes = strikes,
            FirstStrike = counts && link.Strikes == 0 ? at : link.FirstStrike,
            LastStrike = counts ? at : link.LastStrike,
        };
    }

    private static DateTimeOffset FirstAlive(Link link, DateTimeOffset at) => link.FirstAlive ?? link.LastAlive ?? at;

    private static TimeSpan NextInterval(
        Link before, Link after, VerdictEffect effect, bool struck, DateTimeOffset at, RecheckOptions recheck)
    {
        VerdictEffect? previous = before.Verdict is { } verdict ? VerdictEffects.Of(verdict) : null;
        if (effect == VerdictEffect.Alive)
        {
            return Grown(before, previous == VerdictEffect.Alive, at, recheck.Alive, recheck.AliveMax);
        }

        if (struck)
        {
            return after.State == LinkState.Dead
                ? Grown(before, before.State == LinkState.Dead && before.RecheckInterval >= recheck.Dead, at, recheck.Dead, recheck.DeadMax)
                : recheck.Suspect;
        }

        bool alike = previous is VerdictEffect.NoEvidence or VerdictEffect.Blocked;
        return Grown(before, alike, at, recheck.NoEvidence, recheck.NoEvidenceMax);
    }

    /// <summary>Doubles the interval only after it has passed. Otherwise two checks a day would soon lead to an interval of weeks.</summary>
    private static TimeSpan Grown(Link before, bool alike, DateTimeOffset at, TimeSpan first, TimeSpan max)
    {
        if (!alike || before.RecheckInterval is not { } interval)
        {
            return first;
        }

        TimeSpan next = at - before.LastChecked >= interval ? interval * 2 : interval;
        return TimeSpan.FromTicks(Math.Clamp(next.Ticks, first.Ticks, max.Ticks));
    }

    /// <summary>Depends only on link and time, so that tests and replays get the same value.</summary>
    private static TimeSpan Jitter(LinkId link, DateTimeOffset at, TimeSpan interval, double share)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{link.Value}|{at.UtcTicks}"));
        double fraction = BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue;
        return TimeSpan.FromTicks((long)(interval.Ticks * share * fraction));
    }
}
