using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Rescues;

namespace NewsFunctions.Functions;

/// <summary>Offers live links without a copy to a web archive, where the settings say so.</summary>
public sealed class OfferLinks(LinkOffers offers)
{
    [Function(nameof(OfferLinks))]
    public Task RunAsync([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        offers.OfferAsync(cancellationToken);
}
