using Microsoft.Extensions.Options;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Checks;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Records the checks without a request that a visit ends with: of links whose last answer turned out to be given for several.</summary>
public sealed class SharedAnswerRecorder(LinkStore links, IOptions<LinkStateOptions> options, TimeProvider time)
{
    // A check is one entity, and what is alive does not die of one strike; a transaction holds 100, and some fill pages of history.
    private const int LinksPerTransaction = 90;

    /// <remarks>Costs one query and one transaction for 90 links, and nothing where there are none: the rows were read at the beginning
    /// of the visit, and many of them written since.</remarks>
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
                    // A parked domain answers the same to everything; then it is the host that changed, not each of its links.
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
