using NewsFunctions.Archive.Judgements;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.States;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Performs the first step of a visit: reads the links of the shard, counts them, and finds those that are due.</summary>
public sealed class DueLinks(LinkStore links, LinkJudgements judgements, SiteProfiles sites, TimeProvider time)
{
    public async Task<IReadOnlyList<DueLink>> ReadAsync(ShardVisit visit, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();

        // A visit that only adds the suspect media to the row sends no requests. Due links still wait for enough others.
        bool isCensus = visit.Status.LacksSuspects && !visit.Status.HasDueLinks(now);
        var due = new List<DueLink>();
        await foreach (IReadOnlyList<StoredLink> page in links.ReadShardAsync(visit.Shard, visit.Outbox.Pending, cancellationToken))
        {
            foreach (StoredLink read in page)
            {
                visit.Outbox.Add(read);
                StoredLink stored = await EndJudgementAsync(visit, read, now, cancellationToken);

                // The state by checks decides which location is requested first. A judgement must not change that.
                IReadOnlyList<string> locations = sites.ToCheck(LinkStateRules.WithoutJudgement(stored.Link));
                bool checkable = locations.Count > 0;
                visit.Counter.Add(stored.Link, checkable);
                if (checkable && !isCensus && IsDue(stored.Link, visit.Status.Recheck, now))
                {
                    due.Add(new DueLink(stored, locations));
                }
            }
        }

        return due;
    }

    /// <summary>Ends an expired judgement before the link is checked. Two operations.</summary>
    private async Task<StoredLink> EndJudgementAsync(ShardVisit visit, StoredLink read, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (read.Link.Judgement?.Given.HasEnded(now) != true || await judgements.EndAsync(read.Link, cancellationToken) is not { } ended)
        {
            return read;
        }

        if (ended.Transition is { } transition)
        {
            visit.Outbox.Add(ended.Link, transition);
        }

        return ended.Link;
    }

    /// <summary>An ignored link is checked only if somebody requests that link, or all ignored links.</summary>
    private static bool IsDue(Link link, RecheckRequest? recheck, DateTimeOffset now)
    {
        bool isIgnored = link.State == LinkState.Ignored;
        return (link.NextDue is { } nextDue ? nextDue <= now : !isIgnored)
            || (recheck is not null
                && (link.LastChecked is not { } lastChecked || lastChecked < recheck.Before)
                && (recheck.States is { } states ? states.Contains(link.State) : !isIgnored));
    }
}
