using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Rescues;

namespace NewsFunctions.Functions;

/// <summary>Offers live links without a capture to a web archive, if the settings name one.</summary>
public sealed class OfferLinks(LinkOffers offers)
{
    [Function(nameof(OfferLinks))]
    public Task RunAsync([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        offers.OfferAsync(cancellationToken);
}
