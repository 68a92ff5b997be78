using NewsFunctions.Archive.Publishing;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Judgements;

/// <summary>Takes down what people judge of links, and tells everyone whom it concerns.</summary>
/// <remarks>Safe to die anywhere, to run twice and beside a visit: the state, the row of the history and what is to be told are one
/// conditional transaction; then the shard is marked, so that the next visit counts it anew and tells what was left pending.</remarks>
public sealed class LinkJudgements(JudgementStore store, LinkShardStore shards, LinkPublisher publisher, TimeProvider time)
{
    /// <summary>Puts a judgement over what the checks say of a link, in place of an earlier one. The same judgement again changes nothing.</summary>
    /// <param name="by">Who judges.</param>
    /// <returns>The link as it is now; null: there is none.</returns>
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

    /// <summary>Takes the judgement of a link back: the checks decide again. Nothing changes where there is none.</summary>
    /// <inheritdoc cref="JudgeAsync"/>
    public Task<Link?> TakeBackAsync(string site, LinkId id, string by, string? reason, CancellationToken cancellationToken) =>
        WriteAsync(
            site,
            id,
            link => link.Judgement is null ? null : new PersonJudgement { Says = JudgementKind.None, At = Now(link), By = by, Reason = reason },
            cancellationToken);

    /// <summary>Ends the judgement of a link that a visit has read, at the time at which it ended by itself.</summary>
    /// <returns>The link as it is now; null: it is gone.</returns>
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

        // Also where nothing changed: the call before may have died after its write.
        LinkShard shard = written.Link.Link.Shard;
        await shards.MarkAsync([shard], cancellationToken);
        if (written.Transition is { } transition)
        {
            await publisher.PublishAsync(shard, [new PendingLink(id, written.Link, [transition])], cancellationToken);
        }

        return written.Link.Link;
    }

    /// <summary>Gives a time after everything that is known of the link: articles believe the later of two times.</summary>
    private DateTimeOffset Now(Link link)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset last = new[] { link.LastChecked, link.StateSince, link.Judgement?.Given.At }.Max() ?? DateTimeOffset.MinValue;
        return now > last ? now : last.AddTicks(1);
    }
}
