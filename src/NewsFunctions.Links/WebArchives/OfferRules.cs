using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Which links are offered to a save service, and what its answer makes of them. Pure. Decision 0028.</summary>
public static class OfferRules
{
    /// <summary>How long the service may take before its order counts as lost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>A live link without any copy, unless it was offered, or looked up in vain, not long ago.</summary>
    public static bool IsWanted(Link link, DateTimeOffset now) =>
        link.State == LinkState.Alive && !link.HasCopy && IsDue(link, now);

    /// <summary>The address that the service is told: where the link was found alive, else its first one. Null where the service may know none.</summary>
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
