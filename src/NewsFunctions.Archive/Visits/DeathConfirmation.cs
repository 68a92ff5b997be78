using Microsoft.Extensions.Options;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Vantages;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Asks the other vantages about links that would die, before they do.</summary>
public sealed class DeathConfirmation(VantageChecker vantages, IOptions<LinkStateOptions> options)
{
    /// <summary>The check with what the vantages saw right after it; as it is where none needs to be asked.</summary>
    /// <param name="locations">Those that were checked.</param>
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
            // The visit ends: what was seen from here is still worth writing, and the link awaits a vantage as before.
            return seen;
        }

        Link after = LinkStateRules.Confirm(seen.After, elsewhere[^1], options.Value);

        // The state goes with the check that made it; the others only join the history.
        return after == seen.After
            ? seen with { Beside = elsewhere }
            : seen with { After = after, Check = elsewhere[^1], Beside = [seen.Check, .. elsewhere.SkipLast(1)] };
    }
}
