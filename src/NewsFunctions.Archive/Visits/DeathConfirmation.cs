using Microsoft.Extensions.Options;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Vantages;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Checks links through other vantages before they are declared dead.</summary>
public sealed class DeathConfirmation(VantageChecker vantages, IOptions<LinkStateOptions> options)
{
    /// <summary>Returns the check with the vantages' results right after it, or unchanged if no vantage is needed.</summary>
    /// <param name="locations">The locations that were checked.</param>
    public async Task<CheckedLink> ConfirmAsync(CheckedLink seen, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        if (locations.Count == 0 || !LinkStateRules.AwaitsVantage(seen.After, seen.Check, options.Value))
        {
            return seen;
        }

        IReadOnlyList<LinkCheck> elsewhere;
        try
        {
            elsewhere = await vantages.LookAsync(seen.After, locations, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The visit ends. The check from here is still worth writing, and the link waits for a vantage as before.
            return seen;
        }

        Link after = LinkStateRules.Confirm(seen.After, elsewhere[^1], options.Value);

        // The state comes from the check that decided it. The others only join the history.
        return after == seen.After
            ? seen with { Beside = elsewhere }
            : seen with { After = after, Check = elsewhere[^1], Beside = [seen.Check, .. elsewhere.SkipLast(1)] };
    }
}
