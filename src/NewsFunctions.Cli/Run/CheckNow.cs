using NewsFunctions.LinkChecks;
using NewsFunctions.Links;
using NewsFunctions.Sites;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Run;

/// <summary>Has links checked now, whenever they are due, and waits until all of them were.</summary>
internal sealed class CheckNow(LinkStore links, LinkCheckPlanner planner, SiteProfiles sites, ProgressWait wait, TimeProvider time)
{
    /// <summary>Only so many shards of a site are in flight at once; the next ones go when those have ended.</summary>
    private static readonly TimeSpan BetweenPlans = TimeSpan.FromSeconds(2);

    /// <summary>A check that had begun before the request sets its own next date when it ends, and the request is lost.</summary>
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromSeconds(20);

    /// <returns>False when nothing advances any more.</returns>
    public async Task<bool> RunAsync(IReadOnlyDictionary<string, IReadOnlyCollection<LinkId>> linksBySite, CancellationToken cancellationToken)
    {
        DateTimeOffset start = time.GetUtcNow();
        Dictionary<string, HashSet<LinkId>> pending = linksBySite.ToDictionary(site => site.Key, site => site.Value.ToHashSet());
        int total = pending.Sum(site => site.Value.Count);
        DateTimeOffset planned = DateTimeOffset.MinValue;
        DateTimeOffset requested = DateTimeOffset.MinValue;
        return await wait.UntilDoneAsync(LookAsync, cancellationToken);

        async Task<WaitStep> LookAsync(CancellationToken token)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (now - requested >= BetweenRequests)
            {
                requested = now;
                foreach ((string site, HashSet<LinkId> ids) in pending.Where(site => site.Value.Count > 0))
                {
                    await links.MakeDueAsync(site, [.. ids], now, token);
                }
            }

            if (now - planned >= BetweenPlans)
            {
                planned = now;
                await planner.PlanAsync(token);
            }

            int left = 0;
            foreach ((string site, HashSet<LinkId> ids) in pending.Where(site => site.Value.Count > 0))
            {
                IReadOnlyDictionary<LinkId, Link> states = await links.GetManyAsync(site, ids, token);
                ids.RemoveWhere(id => states.TryGetValue(id, out Link? link) && IsSettled(link, start));
                left += ids.Count;
            }

            return new WaitStep(left, $"{left}", $"Checked {total - left} of {total} links.");
        }
    }

    // A link without a location is kept and shown, never checked.
    private bool IsSettled(Link link, DateTimeOffset start) => link.LastChecked >= start || sites.ToCheck(link).Count == 0;
}
