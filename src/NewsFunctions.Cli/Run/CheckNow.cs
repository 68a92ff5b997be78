using NewsFunctions.Archive.Visits;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Cli.Run;

/// <summary>Requests a check of links now, whenever they are due, and waits until all were checked.</summary>
internal sealed class CheckNow(LinkStore links, LinkShardStore shards, LinkCheckPlanner planner, SiteProfiles sites, ProgressWait wait, TimeProvider time)
{
    /// <summary>The pause between plans. Only some shards of a site are in flight at once; the next ones follow when those have ended.</summary>
    private static readonly TimeSpan BetweenPlans = TimeSpan.FromSeconds(2);

    /// <summary>The pause between requests. A check that began before the run may overwrite the date; the link is then requested again.</summary>
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromSeconds(20);

    /// <returns>False when there is no more progress.</returns>
    public async Task<bool> RunAsync(IReadOnlyDictionary<string, IReadOnlyCollection<LinkId>> linksBySite, CancellationToken cancellationToken)
    {
        DateTimeOffset start = time.GetUtcNow();
        Dictionary<string, HashSet<LinkId>> pending = linksBySite.ToDictionary(site => site.Key, site => site.Value.ToHashSet());
        int total = pending.Sum(site => site.Value.Count);
        int withoutLocation = 0;
        int ignored = 0;
        DateTimeOffset planned = DateTimeOffset.MinValue;
        DateTimeOffset requested = DateTimeOffset.MinValue;
        return await wait.UntilDoneAsync(LookAsync, cancellationToken);

        async Task<WaitStep> LookAsync(CancellationToken token)
        {
            DateTimeOffset now = time.GetUtcNow();
            bool isFirst = requested == DateTimeOffset.MinValue;
            bool isTimeToRequest = now - requested >= BetweenRequests;
            int left = 0;
            foreach ((string site, HashSet<LinkId> ids) in pending.Where(site => site.Value.Count > 0))
            {
                IReadOnlyDictionary<LinkId, Link> states = await links.GetManyAsync(site, ids, token);
                withoutLocation += ids.RemoveWhere(id => states.TryGetValue(id, out Link? link) && sites.ToCheck(link).Count == 0);
                ignored += ids.RemoveWhere(id => states.TryGetValue(id, out Link? link) && link.State == LinkState.Ignored);
                ids.RemoveWhere(id => states.TryGetValue(id, out Link? link) && link.LastChecked >= start);
                left += ids.Count;
                if (isTimeToRequest)
                {
                    await RequestAsync([.. ids.Where(states.ContainsKey).Select(id => states[id])], isFirst, now, token);
                }
            }

            requested = isTimeToRequest ? now : requested;
            if (now - planned >= BetweenPlans)
            {
                planned = now;
                await planner.PlanAsync(token);
            }

            int checkable = total - withoutLocation - ignored;
            string done = checkable == 0 && total > 0 ? "" : $"Checked {checkable - left} of {Show.Counted(checkable, "link")}. ";
            string others = withoutLocation == 0 ? "" : $"{Show.Counted(withoutLocation, "link")} {(withoutLocation == 1 ? "has no location and is" : "have no location and are")} not checked.";
            return new WaitStep(left, $"{left}", $"{done}{others}".TrimEnd());
        }
    }

    /// <param name="pending">The links of one site that were not checked since the run began.</param>
    private async Task RequestAsync(IReadOnlyCollection<Link> pending, bool isFirst, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A link that is due already is left alone: a new date would look like a request that is newer than the check under way.
        ILookup<bool, Link> byDue = pending.ToLookup(link => link.NextDue is not { } due || due <= now);
        foreach (IGrouping<string, Link> site in byDue[false].Where(link => isFirst || link.LastChecked is not null).GroupBy(link => link.Site))
        {
            await links.MakeDueAsync(site.Key, [.. site.Select(link => link.Id)], now, cancellationToken);
        }

        if (isFirst)
        {
            // A few due links may wait a day for company, and a site that got its first location has never had due links.
            await shards.MarkAsync([.. byDue[true].Select(link => link.Shard).Distinct()], cancellationToken);
        }
    }
}
