using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Links;

/// <summary>Decides which events a check causes. It is a pure function, so every caller that records the check decides the same.</summary>
public static class LinkTransitions
{
    /// <param name="before">The link before the check.</param>
    /// <param name="after">The link after the check.</param>
    /// <returns>Null for most checks, which change nothing to report; two events for a dead link that comes back with different content; an empty
    /// list if only the articles are updated, because a link that died or came back with its host has no event besides the host's.</returns>
    public static IReadOnlyList<EventWhat>? Of(Link before, LinkCheck check, Link after)
    {
        if (after.State == LinkState.Ignored)
        {
            return null;
        }

        List<EventWhat> events = [];
        bool died = before.State != LinkState.Dead && after.State == LinkState.Dead;
        bool cameBack = before.State == LinkState.Dead && after.State != LinkState.Dead;
        bool withHost = (died && after.HostDead is not null) || (cameBack && before.HostDead is not null);
        if ((died || cameBack) && !withHost)
        {
            events.Add(died ? EventWhat.Dead : EventWhat.Revived);
        }

        if (check.Verdict == Verdict.Drifted && !WasAlreadyPublished(before, check.Fingerprint))
        {
            events.Add(EventWhat.Drifted);
        }

        return events.Count > 0 || withHost ? events : null;
    }

    /// <summary>Reports each drift once: returns whether the previous check already drifted to the same bytes. Page bytes differ for every visitor,
    /// so for pages the verdict decides.</summary>
    private static bool WasAlreadyPublished(Link before, Fingerprint? now) =>
        before.Verdict == Verdict.Drifted
        && (before.Kind == LinkKind.Page || before.Fingerprint is not { } known || now is null || !known.DiffersFrom(now));
}
