using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Writes checks under the conflict rule in docs/storage.md, "Writing checks".</summary>
internal sealed partial class LinkRecorder(TableClient table, ConflictRetry retry, ILogger logger)
{
    public async Task<RecordResult> RecordAsync(LinkShard shard, IReadOnlyList<CheckedLink> checks, CancellationToken cancellationToken)
    {
        if (checks.Any(check => check.After.Shard != shard || check.Check.Link != check.After.Id)
            || checks.DistinctBy(check => check.After.Id).Count() != checks.Count)
        {
            throw new ArgumentException($"Every check must be of another link of shard {shard}.", nameof(checks));
        }

        RecordResult total = new(0, 0);
        List<LinkTransition> pending = [];
        foreach (IReadOnlyList<Pending> transaction in TableTransactions.Cut(
            await PrepareAsync(shard, checks, cancellationToken),
            pending => pending.Actions.Count,
            pending => pending.Actions.Sum(action => EntitySize.OnWire((TableEntity)action.Entity))))
        {
            RecordResult result = await WriteAsync(shard, transaction, pending, cancellationToken);
            total = new RecordResult(total.Written + result.Written, total.Superseded + result.Superseded);
        }

        return pending.Count == 0 ? total : total with { Pending = pending };
    }

    /// <summary>Reads the pages of history that these checks fill: one link in sixteen, in few operations.</summary>
    private async Task<IReadOnlyList<Pending>> PrepareAsync(LinkShard shard, IReadOnlyList<CheckedLink> checks, CancellationToken cancellationToken)
    {
        IEnumerable<KeyRange> filling = checks
            .Where(check => CheckColumns.FillsPage(check.Before.HistoryCount, check.All.Count()))
            .Select(check => KeyRange.Of(TableKeys.LinkRow(check.After.Id)));
        List<TableEntity> rows = await table.ReadAsync(
            TableKeys.LinkPartition(shard), filling, null, ["PartitionKey", "RowKey", .. CheckColumns.Names], cancellationToken);
        var byKey = rows.ToDictionary(row => row.RowKey);
        return [.. checks.Select(check => new Pending(check, byKey.GetValueOrDefault(TableKeys.LinkRow(check.After.Id))))];
    }

    /// <param name="pending">Receives the transitions that were written.</param>
    private async Task<RecordResult> WriteAsync(
        LinkShard shard, IReadOnlyList<Pending> links, List<LinkTransition> pending, CancellationToken cancellationToken)
    {
        int written = 0;
        int superseded = 0;
        List<Pending> left = [.. links];
        for (int attempt = 1; left.Count > 0; attempt++)
        {
            try
            {
                await table.SubmitTransactionAsync(left.SelectMany(pending => pending.Actions), cancellationToken);
                pending.AddRange(left.Select(pending => pending.Transition).OfType<LinkTransition>());
                return new RecordResult(
                    written + left.Count(pending => !pending.Superseded), superseded + left.Count(pending => pending.Superseded));
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                (int own, int joined) = await RereadAsync(shard, left, pending, cancellationToken);
                written += own;
                superseded += joined;
                await retry.WaitAsync(attempt, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status is 400 or 413)
            {
                // The service refuses something in it. Splitting in halves finds it and writes the others.
                if (left.Count == 1)
                {
                    Log.Refused(logger, e, shard.Site, left[0].Checked.After.Id.Value);
                    return new RecordResult(written, superseded);
                }

                RecordResult first = await WriteAsync(shard, left[..(left.Count / 2)], pending, cancellationToken);
                RecordResult second = await WriteAsync(shard, left[(left.Count / 2)..], pending, cancellationToken);
                return new RecordResult(
                    written + first.Written + second.Written, superseded + first.Superseded + second.Superseded);
            }
        }

        return new RecordResult(written, superseded);
    }

    /// <summary>Reads the rows of all links of a failed transaction in one query and decides for each.</summary>
    /// <returns>How many were already written, with their state and without it. They are removed, as are links that are gone.</returns>
    private async Task<(int Written, int Superseded)> RereadAsync(
        LinkShard shard, List<Pending> links, List<LinkTransition> pending, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = await table.ReadAsync(
            TableKeys.LinkPartition(shard),
            links.Select(pending => KeyRange.Of(TableKeys.LinkRow(pending.Checked.After.Id))),
            null,
            ["PartitionKey", "RowKey", "LastChecked", "NextDue", "VisitId", "State", "StateSince", .. JudgementColumns.Names, CheckColumns.Count, .. CheckColumns.Names],
            cancellationToken);
        Dictionary<string, TableEntity> now = rows.ToDictionary(row => row.RowKey);
        int written = 0;
        int superseded = 0;
        for (int i = links.Count - 1; i >= 0; i--)
        {
            CheckedLink check = links[i].Checked;
            TableEntity? row = now.GetValueOrDefault(TableKeys.LinkRow(check.After.Id));
            if (row is null)
            {
                links.RemoveAt(i);
                Log.Gone(logger, shard.Site, check.After.Id.Value);
            }
            else if (links[i].IsIn(row))
            {
                // Its response was lost. State, check and transition were in one transaction, so all are stored.
                pending.AddRange(links[i].Transition is { } transition ? [transition] : []);
                written += links[i].Superseded ? 0 : 1;
                superseded += links[i].Superseded ? 1 : 0;
                links.RemoveAt(i);
            }
            else
            {
                links[i] = !links[i].Superseded && row.Time("LastChecked") == check.Before.Link.LastChecked
                    ? links[i].OnTopOf(row)
                    : links[i].AfterAnother(row);
            }
        }

        return (written, superseded);
    }



    /// <param name="Row">The row of the link with its check columns, if they are needed.</param>
    /// <param name="Superseded">True if another visit judged the link. Only the history is written.</param>
    /// <param name="Whole">True if the row has changed since the visit read it. The whole state is written, not only what the check changed.</param>
    private sealed record Pending(CheckedLink Checked, TableEntity? Row, bool Superseded = false, bool Whole = false)
    {
        /// <summary>Gets the transition to publish; null if another visit judged the link.</summary>
        public LinkTransition? Transition { get; } = Superseded ? null : LinkTransition.Of(Checked);

        /// <summary>Built once, for the size of the transaction and for the transaction itself.</summary>
        public IReadOnlyList<TableTransactionAction> Actions => field ??= [.. Make()];

        private IEnumerable<TableTransactionAction> Make()
        {
            TableEntity row = Superseded ? LinkEntity.ToKey(Checked.After)
                : Whole ? LinkEntity.ToState(Checked.After, Checked.VisitId)
                : LinkEntity.ToChanges(Checked.Before.Link, Checked.After, Checked.VisitId);
            IReadOnlyList<TableEntity> pages = CheckColumns.Append(
                row, Row, Checked.After.Id, Checked.Before.HistoryCount, Checked.All.Select(check => new CheckEntry(check, Checked.VisitId)));
            yield return TableTransactions.UpdateMerge(row, Checked.Before.ETag);

            foreach (TableEntity page in pages)
            {
                yield return TableTransactions.UpsertReplace(page);
            }

            if (Transition is { } transition)
            {
                yield return TableTransactions.UpsertReplace(LinkTransitionEntity.ToEntity(Checked.After.Shard, transition));
            }
        }

        /// <summary>Returns whether the check is in the history that a row holds.</summary>
        public bool IsIn(TableEntity row) => CheckColumns
            .Read(row, Checked.After.Id)
            .Any(entry => entry.VisitId == Checked.VisitId && entry.Check.CheckedAt == Checked.Check.CheckedAt);

        /// <summary>Returns the check for a row that only a registration, a recheck request or a judgement changed. The transition still holds.
        /// A request that is younger than the check stands, and so does the judgement or its end.</summary>
        public Pending OnTopOf(TableEntity row)
        {
            Link now = Checked.Before.Link with
            {
                Judgement = JudgementColumns.Read(row),
                State = row.GetString("State") is { } state ? Enum.Parse<LinkState>(state) : LinkState.Unknown,
                StateSince = row.Time("StateSince"),
            };
            bool isJudgedAnew = now.Judgement != Checked.Before.Link.Judgement;
            Link after = isJudgedAnew ? LinkStateRules.UnderJudgementOf(Checked.After, now) : Checked.After;
            return new(
                Checked with
                {
                    Before = Reread(row) with { Link = isJudgedAnew ? now : Checked.Before.Link },
                    After = !isJudgedAnew && row.Time("NextDue") is { } wish && wish != Checked.Before.Link.NextDue && wish > Checked.Check.CheckedAt
                        ? after with { NextDue = wish }
                        : after,
                },
                row,
                Whole: true);
        }

        /// <summary>Returns the check after another visit judged. No two checks in a link's history have the same time.</summary>
        public Pending AfterAnother(TableEntity row) => new(
            Checked with
            {
                Before = Reread(row),
                Check = !Superseded && row.Time("LastChecked") == Checked.Check.CheckedAt
                    ? Checked.Check with { CheckedAt = Checked.Check.CheckedAt.AddTicks(1) }
                    : Checked.Check,
            },
            row,
            Superseded: true);

        private StoredLink Reread(TableEntity row) => Checked.Before with { ETag = row.ETag.ToString(), HistoryCount = CheckColumns.CountOf(row) };
    }

    private static partial class Log
    {
        [LoggerMessage(1000, LogLevel.Error, "Table storage rejected the check of link {LinkId} of site {Site}. The link stays due.")]
        public static partial void Refused(ILogger logger, Exception exception, string site, string linkId);

        [LoggerMessage(1001, LogLevel.Warning, "Link {LinkId} of site {Site} was removed during its check. The check is dropped.")]
        public static partial void Gone(ILogger logger, string site, string linkId);
    }
}
