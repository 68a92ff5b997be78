using NewsFunctions.Links;

namespace NewsFunctions.Events;

/// <summary>What of a check must be told. Pure, so that whoever records it decides alike.</summary>
public static class LinkTransitions
{
    /// <param name="before">What was known before the check.</param>
    /// <param name="after">What the check made of it.</param>
    /// <returns>Nothing for most checks; two for a dead link that comes back as something else.</returns>
    public static IReadOnlyList<EventWhat> Of(Link before, LinkCheck check, Link after)
    {
        List<EventWhat> told = [];
        if (before.State != after.State && after.State == LinkState.Dead)
        {
            told.Add(EventWhat.Dead);
        }
        else if (before.State != after.State && before.State == LinkState.Dead)
        {
            told.Add(EventWhat.Revived);
        }

        if (check.Verdict == Verdict.Drifted && !WasToldOf(before, check.Fingerprint))
        {
            told.Add(EventWhat.Drifted);
        }

        return told;
    }

    /// <summary>Each new drift once: the check before drifted to these very bytes. A page has other bytes for every visitor, so for it
    /// the verdict decides.</summary>
    private static bool WasToldOf(Link before, Fingerprint? now) =>
        before.Verdict == Verdict.Drifted
        && (before.Kind == LinkKind.Page || before.Fingerprint is not { } known || now is null || !known.DiffersFrom(now));
}
