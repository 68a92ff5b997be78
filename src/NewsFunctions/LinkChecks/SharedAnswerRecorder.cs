using Microsoft.Extensions.Options;
using NewsFunctions.Links;
using NewsFunctions.Storage;

namespace NewsFunctions.LinkChecks;

/// <summary>Records the checks without a request that a visit ends with: of links whose last answer turned out to be given for several.</summary>
public sealed class SharedAnswerRecorder(LinkStore links, IOptions<LinkCheckOptions> options, TimeProvider time)
{
    // State and check row of a link are two entities; a transaction holds 100.
    private const int LinksPerTransaction = 50;

    /// <remarks>Costs one query and one transaction for 50 links, and nothing where there are none: the rows were read at the beginning
    /// of the visit, and many of them written since.</remarks>
    internal async Task RecordAsync(LinkShard shard, ShardCensus census, HostOutcomes hosts, string visitId, CancellationToken cancellationToken)
    {
        IReadOnlyList<SharedAnswer> shared = await census.Answers.FindSharedAsync(hosts, cancellationToken);
        foreach (SharedAnswer[] some in shared.Chunk(LinksPerTransaction))
        {
            Dictionary<LinkId, SharedAnswer> byLink = some.ToDictionary(answer => answer.Link);
            List<CheckedLink> judged = [];
            foreach (StoredLink stored in await links.GetManyAsync(shard, byLink.Keys, cancellationToken))
            {
                if (byLink[stored.Link.Id].Judge(stored.Link, time.GetUtcNow()) is { } check)
                {
                    judged.Add(new CheckedLink(stored, LinkStateRules.Apply(stored.Link, check, hostAnswers: true, options.Value), check, visitId));
                }
            }

            await links.RecordAsync(shard, judged, cancellationToken);
            foreach (CheckedLink check in judged)
            {
                census.Replace(check.Before.Link, check.After);
            }
        }
    }
}
