using NewsFunctions.Links;
using NewsFunctions.Sites;
using NewsFunctions.Storage;

namespace NewsFunctions.LinkChecks;

/// <summary>The first step of a visit: reads the links of the shard, counts them, and finds those that are due.</summary>
public sealed class DueLinks(LinkStore links, SiteProfiles sites, TimeProvider time)
{
    public async Task<IReadOnlyList<DueLink>> ReadAsync(ShardVisit visit, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();

        // A visit that only adds the suspect media to the row asks nobody: what is due waits for company as before.
        bool isCensus = visit.Status.LacksSuspects && !visit.Status.HasDueLinks(now);
        var due = new List<DueLink>();
        await foreach (IReadOnlyList<StoredLink> page in links.ReadShardAsync(visit.Shard, visit.Telling.Left, cancellationToken))
        {
            foreach (StoredLink stored in page)
            {
                IReadOnlyList<string> locations = sites.ToCheck(stored.Link);
                bool checkable = locations.Count > 0;
                visit.Census.Add(stored.Link, checkable);
                visit.Telling.Add(stored);
                if (checkable && !isCensus && IsDue(stored.Link, visit.Status.Recheck, now))
                {
                    due.Add(new DueLink(stored, locations));
                }
            }
        }

        return due;
    }

    private static bool IsDue(Link link, RecheckRequest? recheck, DateTimeOffset now) =>
        link.NextDue is not { } nextDue
        || nextDue <= now
        || (recheck is not null
            && (link.LastChecked is not { } lastChecked || lastChecked < recheck.Before)
            && (recheck.States is not { } states || states.Contains(link.State)));
}
