using NewsFunctions.Links;
using NewsFunctions.Sites;
using NewsFunctions.Storage;

namespace NewsFunctions.LinkChecks;

/// <summary>The first step of a visit: reads the links of the shard, counts them, and finds those that are due.</summary>
public sealed class DueLinks(LinkStore links, SiteProfiles sites, TimeProvider time)
{
    public async Task<IReadOnlyList<StoredLink>> ReadAsync(ShardVisit visit, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        var due = new List<StoredLink>();
        await foreach (IReadOnlyList<StoredLink> page in links.ReadShardAsync(visit.Shard, visit.Telling.Left, cancellationToken))
        {
            foreach (StoredLink stored in page)
            {
                bool checkable = sites.ToCheck(stored.Link).Count > 0;
                visit.Census.Add(stored.Link, checkable);
                visit.Telling.Add(stored);
                if (checkable && IsDue(stored.Link, visit.Status.Recheck, now))
                {
                    due.Add(stored);
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
