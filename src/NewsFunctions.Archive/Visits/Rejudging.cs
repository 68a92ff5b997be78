using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Rules;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Applies present rules to stored evidence, shard by shard, without a request.</summary>
/// <remarks>
/// Each link's last check is judged again, and so are earlier ones that gave it strikes. If the verdict changes, or
/// strikes are taken back, another check joins the history and the state follows <see cref="LinkStateRules.Rejudge"/> and
/// <see cref="LinkStateRules.TakeBack"/>, in one conditional transaction. A link that was checked meanwhile keeps that check's result.
/// Work that a version of the rules has done is not repeated, so an interrupted walk is simply restarted. It costs a range of
/// state rows and one of checks a shard, and one of all checks of the links with strikes from earlier checks.
/// Changes cost a transaction for 90 of them, and one mark, after which the shard is counted again.
/// </remarks>
public sealed class Rejudging(LinkStore links, CheckHistory history, LinkShardStore shards, IOptions<LinkStateOptions> options, TimeProvider time)
{
    // A check is one entity of a transaction of 100. A few fill history pages or must be published. Evidence in memory is 16 KB each.
    private const int LinksAtOnce = 90;

    /// <summary>Walks every link that was ever checked, in key order.</summary>
    /// <param name="apply">True to write the changes.</param>
    public async IAsyncEnumerable<RejudgedLink> WalkAsync(
        RejudgementFilter filter, bool apply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ShardStatus status in shards.ReadAllAsync(filter.Site, cancellationToken))
        {
            if (filter.Kind is { } kind && status.Shard.Kind != kind)
            {
                continue;
            }

            bool written = false;
            await foreach (IReadOnlyList<StoredLink> page in links.ReadShardAsync(status.Shard, cancellationToken))
            {
                IEnumerable<StoredLink> wanted = page.Where(stored =>
                    stored.Link.LastChecked is not null && (filter.State is not { } state || stored.Link.State == state));
                foreach (StoredLink[] some in wanted.Chunk(LinksAtOnce))
                {
                    IReadOnlyList<RejudgedLink> judged = await JudgeAsync(status.Shard, some, cancellationToken);
                    judged = apply ? await ApplyAsync(status.Shard, some, judged, cancellationToken) : judged;
                    written |= judged.Any(link => link.Applied);
                    foreach (RejudgedLink link in judged)
                    {
                        yield return link;
                    }
                }
            }

            if (written)
            {
                await shards.MarkAsync([status.Shard], cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<RejudgedLink>> JudgeAsync(LinkShard shard, StoredLink[] some, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<LinkId, LinkCheck> last =
            await history.ReadLastAsync(shard, some.Select(stored => stored.Link), cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        RejudgedLink[] judged = [.. some.Select(stored => Judge(stored.Link, last.GetValueOrDefault(stored.Link.Id), now))];
        LinkId[] struck = [.. judged.Where(RestsOnEarlierChecks).Select(link => link.Link.Id)];
        if (struck.Length == 0)
        {
            return judged;
        }

        ILookup<LinkId, LinkCheck> checks = await history.ReadAllAsync(shard, struck, cancellationToken);
        return [.. judged.Select(link => checks.Contains(link.Link.Id) ? TakeBack(link, EarlierLooks.Of(checks[link.Link.Id], link.Last!, now), now) : link)];
    }

    private RejudgedLink Judge(Link link, LinkCheck? last, DateTimeOffset now)
    {
        if (last is null)
        {
            return new RejudgedLink { Link = link, Obstacle = RejudgementObstacle.NoEvidence };
        }

        if (last.RulesVersion == VerdictRules.Version)
        {
            return new RejudgedLink { Link = link, Last = last };
        }

        Rejudgement rejudgement = Rejudgement.Of(last, now);
        return new RejudgedLink
        {
            Link = link,
            Last = last,
            Again = rejudgement.Again,
            Obstacle = rejudgement.Obstacle,
            After = rejudgement.Again is { } again && again.Verdict != last.Verdict
                ? LinkStateRules.Rejudge(link, last, again, options.Value)
                : null,
        };
    }

    /// <summary>Returns whether strikes are left that may have to be taken back, unless that was done for the last check already.</summary>
    private static bool RestsOnEarlierChecks(RejudgedLink link) =>
        link is { Last: { } last, Obstacle: null }
        && !(last.RejudgementOf is not null && last.RulesVersion == VerdictRules.Version)
        && LinkStateRules.RestsOnEarlierChecks(link.After ?? link.Link, link.After is null ? last : link.Again!);

    private RejudgedLink TakeBack(RejudgedLink link, EarlierLooks earlier, DateTimeOffset now)
    {
        LinkCheck? again = link.Again ?? Rejudgement.Of(link.Last!, now).Again;
        if (again is null)
        {
            return link;
        }

        Link judged = link.After ?? LinkStateRules.Rejudge(link.Link, link.Last!, again, options.Value);
        Link after = LinkStateRules.TakeBack(judged, earlier.Looks, options.Value);
        return after == judged
            ? link with { Obstacle = earlier.Obstacle }
            : link with { Again = again, After = after, Obstacle = earlier.Obstacle };
    }

    private async Task<IReadOnlyList<RejudgedLink>> ApplyAsync(
        LinkShard shard, StoredLink[] some, IReadOnlyList<RejudgedLink> judged, CancellationToken cancellationToken)
    {
        // The same for all processes that apply the same rules, so that each recognises the other's write as its own.
        string visitId = string.Create(CultureInfo.InvariantCulture, $"rejudged-{VerdictRules.Version}");
        CheckedLink[] changes =
        [
            .. judged.Zip(some)
                .Where(pair => pair.First.Changes)
                .Select(pair => new CheckedLink(pair.Second, pair.First.After!, pair.First.Again!, visitId)),
        ];
        if (changes.Length == 0)
        {
            return judged;
        }

        RecordResult result = await links.RecordAsync(shard, changes, cancellationToken);
        if (result.Written == changes.Length)
        {
            return [.. judged.Select(link => link with { Applied = link.Changes })];
        }

        // Some were checked meanwhile. Find out which.
        IReadOnlyDictionary<LinkId, Link> now = await links.GetManyAsync(shard.Site, [.. changes.Select(change => change.After.Id)], cancellationToken);
        return [.. judged.Select(link => link with
        {
            Applied = link.Changes && now.GetValueOrDefault(link.Link.Id)?.LastChecked == link.After!.LastChecked,
        })];
    }
}
