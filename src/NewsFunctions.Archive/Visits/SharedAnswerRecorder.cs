using Microsoft.Extensions.Options;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Checks;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Records the checks without a request at the end of a visit, for links whose last answer was shared by several links.</summary>
public sealed class SharedAnswerRecorder(LinkStore links, IOptions<LinkStateOptions> options, TimeProvider time)
{
    // A check is one entity, and a live link does not die of one strike. A transaction holds 100, and some checks fill pages of history.
    private const int LinksPerTransaction = 90;

    /// <remarks>Costs one query and one transaction for 90 links, and nothing if there are none. The rows were read at the beginning
    /// of the visit, and many of them were written since.</remarks>
    internal async Task RecordAsync(ShardVisit visit, CancellationToken cancellationToken)
    {
        IReadOnlyList<SharedAnswer> shared = await visit.Counter.Answers.FindSharedAsync(visit.Hosts, cancellationToken);
        foreach (SharedAnswer[] some in shared.Chunk(LinksPerTransaction))
        {
            Dictionary<LinkId, SharedAnswer> byLink = some.ToDictionary(answer => answer.Link);
            List<CheckedLink> judged = [];
            foreach (StoredLink stored in await links.GetManyAsync(visit.Shard, byLink.Keys, cancellationToken))
            {
                if (byLink[stored.Link.Id].Judge(stored.Link, time.GetUtcNow()) is { } check)
                {
                    // A parked domain gives the same answer to everything. Then the host has changed, not each of its links.
                    bool frozen = check.Location is { } location && visit.Hosts.IsFrozen([location]);
                    Link after = LinkStateRules.Apply(stored.Link, check, hostAnswers: true, options.Value, frozen);
                    judged.Add(new CheckedLink(stored, after, check, visit.Id));
                }
            }

            visit.Outbox.Add(judged, await links.RecordAsync(visit.Shard, judged, cancellationToken));
            foreach (CheckedLink check in judged)
            {
                visit.Counter.Replace(check.Before.Link, check.After);
            }
        }
    }
}
