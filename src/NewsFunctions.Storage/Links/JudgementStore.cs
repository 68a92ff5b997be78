using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Writes people's judgements into rows and histories of links.</summary>
public sealed class JudgementStore
{
    // Names the writer in the history, where checks name their visit.
    private const string Writer = "judgement";

    private readonly TableClient _table;
    private readonly ConflictRetry _retry;

    internal JudgementStore(ArchiveClients clients, ConflictRetry retry)
    {
        _table = clients.Links;
        _retry = retry;
    }

    /// <summary>Changes the judgement of one link: state, history and pending events in one transaction, on the row as it was read.
    /// If a check is written meanwhile, the row is read again. Two operations; one if nothing changes.</summary>
    /// <param name="decide">Returns the judgement for the present link, at a time when it was not checked; null changes nothing.
    /// <see cref="JudgementKind.None"/> ends a judgement. It may be called several times.</param>
    /// <returns>The written judgement; null if there is no such link.</returns>
    public async Task<WrittenJudgement?> WriteAsync(
        string site, LinkId id, Func<Link, PersonJudgement?> decide, CancellationToken cancellationToken)
    {
        var shard = new LinkShard(site, id.Kind, id.Bucket);
        PersonJudgement? sent = null;
        for (int attempt = 1; ; attempt++)
        {
            NullableResponse<TableEntity> read = await _table.GetEntityIfExistsAsync<TableEntity>(
                TableKeys.LinkPartition(shard), TableKeys.LinkRow(id), [.. LinkEntity.WithoutChecks, .. CheckColumns.Names], cancellationToken);
            if (!read.HasValue)
            {
                return null;
            }

            StoredLink before = LinkEntity.FromEntity(read.Value!);
            if (sent is not null && IsIn(read.Value!, id, sent))
            {
                // The response to our write was lost.
                return new WrittenJudgement(before, Transition(before.Link, sent));
            }

            if (decide(before.Link) is not { } judgement)
            {
                return new WrittenJudgement(before, Transition: null);
            }

            sent = judgement;
            Link after = judgement.Says == JudgementKind.None
                ? LinkStateRules.EndJudgement(before.Link, judgement.At)
                : LinkStateRules.Judge(before.Link, judgement);
            LinkTransition transition = Transition(after, judgement);
            try
            {
                Response<IReadOnlyList<Response>> written = await _table.SubmitTransactionAsync(
                    Actions(shard, before, read.Value!, after, judgement, transition), cancellationToken);
                string etag = written.Value[0].Headers.ETag?.ToString() ?? before.ETag;
                return new WrittenJudgement(new StoredLink(after, etag) { Mark = before.Mark, PublishedMark = before.PublishedMark, HistoryCount = before.HistoryCount + 1 }, transition);
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                await _retry.WaitAsync(attempt, cancellationToken);
            }
        }
    }

    private static IEnumerable<TableTransactionAction> Actions(
        LinkShard shard, StoredLink before, TableEntity read, Link after, PersonJudgement judgement, LinkTransition transition)
    {
        TableEntity row = LinkEntity.ToKey(after);
        LinkEntity.AddChanges(row, before.Link, after);
        IReadOnlyList<TableEntity> pages = CheckColumns.Append(
            row, read, after.Id, before.HistoryCount, [new CheckEntry(JudgementRow.Of(after.Id, judgement), Writer)]);
        yield return TableTransactions.UpdateMerge(row, before.ETag);
        foreach (TableEntity page in pages)
        {
            yield return TableTransactions.UpsertReplace(page);
        }

        yield return TableTransactions.UpsertReplace(LinkTransitionEntity.ToEntity(shard, transition));
    }

    private static bool IsIn(TableEntity row, LinkId id, PersonJudgement judgement) =>
        CheckColumns.Read(row, id).Any(entry => entry.VisitId == Writer && entry.Check.Judgement == judgement);

    private static LinkTransition Transition(Link after, PersonJudgement judgement) => new(
        after.Id,
        judgement.At,
        [EventWhat.Judged],
        Verdict: null,
        judgement.Says == JudgementKind.None ? $"{JudgementWords.Of(judgement)} The checks say {after.State}." : JudgementWords.Of(judgement));
}

/// <summary>Holds a link after a judgement.</summary>
/// <param name="Transition">The transition to publish; null if nothing changed.</param>
public sealed record WrittenJudgement(StoredLink Link, LinkTransition? Transition);
