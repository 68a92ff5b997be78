using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Decides which links are offered to a save service, and how its answer changes them. The rules are pure. See decision 0028.</summary>
public static class OfferRules
{
    /// <summary>The time after which an unanswered request to the service counts as lost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Returns whether the link is live and has no copy, and was not recently offered or looked up in vain.</summary>
    public static bool IsWanted(Link link, DateTimeOffset now) =>
        link.State == LinkState.Alive && !link.HasCopy && IsDue(link, now);

    /// <summary>Returns the URL to offer: where the link was found alive, else its first one. Returns null if the service must not know
    /// any.</summary>
    public static string? LocationToOffer(Link link, IReadOnlyList<string> locations, RescueOptions options)
    {
        IReadOnlyList<string> known = RescueRules.PublicLocations(locations);
        if (known.Count == 0 && !PublicName.IsHostOf(options.SaveNowUrl))
        {
            known = locations;
        }

        return known.FirstOrDefault(location => location == link.Location) ?? (known is [var first, ..] ? first : null);
    }

    public static LinkOffer Apply(OfferOutcome outcome, DateTimeOffset offeredAt, string? reason, DateTimeOffset now, RescueOptions options) => new()
    {
        Outcome = outcome,
        At = offeredAt,
        Reason = reason,
        Next = outcome switch
        {
            OfferOutcome.Refused => now + options.SaveNowAgain,
            OfferOutcome.NoAnswer => now + options.NoAnswer,
            _ => null,
        },
    };

    private static bool IsDue(Link link, DateTimeOffset now) =>
        (link.Offer is null || link.Offer.Next <= now)
        && !(link.Rescue is { Outcome: RescueOutcome.NoAnswer, Next: { } next } && next > now);
}
