using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Links;

/// <summary>What of a check must be told. Pure, so that whoever records it decides alike.</summary>
public static class LinkTransitions
{
    /// <param name="before">What was known before the check.</param>
    /// <param name="after">What the check made of it.</param>
    /// <returns>Null for most checks: nothing; two for a dead link that comes back as something else; an empty list where only the articles
    /// are told, for a link that died or came back with its host has no event beside that of the host.</returns>
    public static IReadOnlyList<EventWhat>? Of(Link before, LinkCheck check, Link after)
    {
        if (after.State == LinkState.Ignored)
        {
            return null;
        }

        List<EventWhat> told = [];
        bool died = before.State != LinkState.Dead && after.State == LinkState.Dead;
        bool cameBack = before.State == LinkState.Dead && after.State != LinkState.Dead;
        bool withHost = (died && after.HostDead is not null) || (cameBack && before.HostDead is not null);
        if ((died || cameBack) && !withHost)
        {
            told.Add(died ? EventWhat.Dead : EventWhat.Revived);
        }

        if (check.Verdict == Verdict.Drifted && !WasToldOf(before, check.Fingerprint))
        {
            told.Add(EventWhat.Drifted);
        }

        return told.Count > 0 || withHost ? told : null;
    }

    /// <summary>Each new drift once: the check before drifted to these very bytes. A page has other bytes for every visitor, so for it
    /// the verdict decides.</summary>
    private static bool WasToldOf(Link before, Fingerprint? now) =>
        before.Verdict == Verdict.Drifted
        && (before.Kind == LinkKind.Page || before.Fingerprint is not { } known || now is null || !known.DiffersFrom(now));
}
