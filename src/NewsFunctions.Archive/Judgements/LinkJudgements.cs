using NewsFunctions.Archive.Publishing;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Judgements;

/// <summary>Records people's judgements of links and publishes them.</summary>
/// <remarks>Safe to stop anywhere, to run twice and alongside a visit: the state, the history row and the pending events are one
/// conditional transaction. Then the shard is marked, so that the next visit counts it again and publishes what is still pending.</remarks>
public sealed class LinkJudgements(JudgementStore store, LinkShardStore shards, LinkPublisher publisher, TimeProvider time)
{
    /// <summary>Sets a judgement that overrides the checks of a link and replaces an earlier one. The same judgement again changes nothing.</summary>
    /// <param name="by">The name of the person.</param>
    /// <returns>The present link; null if there is none.</returns>
    public Task<Link?> JudgeAsync(
        string site, LinkId id, JudgementKind says, string by, string? reason, DateTimeOffset? until, CancellationToken cancellationToken) =>
        WriteAsync(
            site,
            id,
            link =>
            {
                var judgement = new PersonJudgement { Says = says, At = Now(link), By = by, Reason = reason, Until = until };
                return judgement.IsSameAs(link.Judgement?.Given) ? null : judgement;
            },
            cancellationToken);

    /// <summary>Removes the judgement of a link: the checks decide again. Changes nothing if there is none.</summary>
    /// <inheritdoc cref="JudgeAsync"/>
    public Task<Link?> TakeBackAsync(string site, LinkId id, string by, string? reason, CancellationToken cancellationToken) =>
        WriteAsync(
            site,
            id,
            link => link.Judgement is null ? null : new PersonJudgement { Says = JudgementKind.None, At = Now(link), By = by, Reason = reason },
            cancellationToken);

    /// <summary>Ends the judgement of a link that a visit has read, at its expiry time.</summary>
    /// <returns>The present link; null if it is gone.</returns>
    internal Task<WrittenJudgement?> EndAsync(Link read, CancellationToken cancellationToken) => store.WriteAsync(
        read.Site,
        read.Id,
        link => link.Judgement is { Given: { Until: { } until } given } && given.HasEnded(time.GetUtcNow())
            ? new PersonJudgement { Says = JudgementKind.None, At = until, By = null }
            : null,
        cancellationToken);

    private async Task<Link?> WriteAsync(
        string site, LinkId id, Func<Link, PersonJudgement?> decide, CancellationToken cancellationToken)
    {
        if (await store.WriteAsync(site, id, decide, cancellationToken) is not { } written)
        {
            return null;
        }

        // Also if nothing changed: the previous call may have died after its write.
        LinkShard shard = written.Link.Link.Shard;
        await shards.MarkAsync([shard], cancellationToken);
        if (written.Transition is { } transition)
        {
            await publisher.PublishAsync(shard, [new PendingLink(id, written.Link, [transition])], cancellationToken);
        }

        return written.Link.Link;
    }

    /// <summary>Returns a time after everything that is known of the link: articles believe the later of two times.</summary>
    private DateTimeOffset Now(Link link)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset last = new[] { link.LastChecked, link.StateSince, link.Judgement?.Given.At }.Max() ?? DateTimeOffset.MinValue;
        return now > last ? now : last.AddTicks(1);
    }
}
