using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Takes a dump down with everything that only it provides.</summary>
/// <remarks>The row in the ledger is the marker: it stops ingests, records the progress of the takedown, and stays. The upload is deleted first,
/// then articles in key order. A second pass at the end finds articles of an ingest that had just read a batch and
/// wrote it afterwards.</remarks>
public sealed class DumpTakedown
{
    private readonly DumpLedger _ledger;
    private readonly DumpBlobs _blobs;
    private readonly IngestLinks _links;
    private readonly ArticleTakedown _articles;
    private readonly DumpRewrite _rewrite;
    private readonly TimeProvider _time;

    internal DumpTakedown(ArchiveClients clients, DumpLedger ledger, DumpBlobs blobs, IngestLinks links, ArticleTakedown articles, TimeProvider time) =>
        (_ledger, _blobs, _links, _articles, _rewrite, _time) = (ledger, blobs, links, articles, new DumpRewrite(clients, blobs, ledger, time), time);

    /// <summary>Reports what would be removed.</summary>
    /// <param name="patience">The time limit.</param>
    /// <returns>The result; null if there is no such dump.</returns>
    public async Task<DumpTakedownResult?> RehearseAsync(DumpId id, TimeSpan patience, CancellationToken cancellationToken)
    {
        DumpEntry? entry = await _ledger.GetAsync(id, cancellationToken);
        string? name = entry?.Name ?? (await FindWaitingAsync(id, cancellationToken))?.Name;
        if (name is null)
        {
            return null;
        }

        var report = new TakedownReport();
        bool isDone = await WalkAsync(id, after: null, report, patience, _time.GetTimestamp(), isRehearsal: true, cancellationToken);
        return new DumpTakedownResult(name, report, isDone);
    }

    /// <summary>Takes the dump down, or resumes an earlier takedown.</summary>
    /// <inheritdoc cref="RehearseAsync"/>
    public async Task<DumpTakedownResult?> RemoveAsync(DumpId id, TimeSpan patience, CancellationToken cancellationToken)
    {
        DumpBlob? waiting = await _ledger.GetAsync(id, cancellationToken) is null ? await FindWaitingAsync(id, cancellationToken) : null;
        if (await _ledger.BeginRemovalAsync(id, waiting, cancellationToken) is not { } removal)
        {
            return null;
        }

        long begun = _time.GetTimestamp();
        var report = new TakedownReport();
        report.AddRecoverable(await _rewrite.EraseAsync(removal.Entry.Name, id, cancellationToken));
        bool isDone = await WalkAsync(id, removal.After, report, patience, begun, isRehearsal: false, cancellationToken)
            && await WalkAsync(id, after: null, report, patience, begun, isRehearsal: false, cancellationToken);
        if (isDone)
        {
            await _links.DeleteAsync(id, cancellationToken);
            await _ledger.FinishRemovalAsync(id, _time.GetUtcNow(), cancellationToken);
        }

        return new DumpTakedownResult(removal.Entry.Name, report, isDone);
    }

    /// <summary>Removes the bytes of a taken-down article from one dump. A dump without other articles is deleted. In another dump the bytes stay,
    /// unless it may be rewritten, but the ledger no longer mentions them.</summary>
    /// <param name="places">All places of the article in this dump.</param>
    /// <param name="mayRewrite">True to blank the bytes if the dump has other articles, too.</param>
    public async Task<BytesFate> RemoveBytesAsync(
        DumpId id,
        IReadOnlyCollection<StoredBytes> places,
        bool mayRewrite,
        bool isRehearsal,
        TakedownReport report,
        CancellationToken cancellationToken)
    {
        string name = places.First().DumpName;
        DumpBlob? dump = await _blobs.FindAsync(name, cancellationToken) is { } there && there.Id == id ? there : null;
        if (await _ledger.GetAsync(id, cancellationToken) is { Status: DumpStatus.Ingested or DumpStatus.Removing or DumpStatus.Removed, Counts.Articles: 1 })
        {
            if (!isRehearsal)
            {
                await _ledger.BeginRemovalAsync(id, waiting: null, cancellationToken);
                report.AddRecoverable(await _rewrite.EraseAsync(name, id, cancellationToken));
                await _links.DeleteAsync(id, cancellationToken);
                await _ledger.FinishRemovalAsync(id, _time.GetUtcNow(), cancellationToken);
            }

            return BytesFate.DumpGoes;
        }

        bool rewrites = mayRewrite && dump is not null && places.All(place => place.Member.Length == 0) && await _rewrite.IsPossibleAsync(dump, cancellationToken);
        if (!isRehearsal)
        {
            await _ledger.ForgetDiagnosticsAsync(id, places, cancellationToken);
            report.AddRecoverable(
                rewrites ? await _rewrite.RewriteAsync(dump!, places, cancellationToken)
                : dump is null ? await _rewrite.EraseAsync(name, id, cancellationToken)
                : null);
        }

        return rewrites ? BytesFate.Rewritten : dump is null ? BytesFate.NotThere : BytesFate.Stay;
    }

    private async Task<DumpBlob?> FindWaitingAsync(DumpId id, CancellationToken cancellationToken)
    {
        await foreach (DumpBlob dump in _blobs.ListAsync(prefix: null, cancellationToken))
        {
            if (dump.Id == id)
            {
                return dump;
            }
        }

        return null;
    }

    /// <returns>False if the time limit was reached before all articles were processed.</returns>
    private async Task<bool> WalkAsync(
        DumpId id, RowPosition? after, TakedownReport report, TimeSpan patience, long begun, bool isRehearsal, CancellationToken cancellationToken)
    {
        await foreach ((RowPosition last, IReadOnlyList<(string Site, ArticleId Id)> articles) in _articles.FindOfDumpAsync(id.ToString(), after, cancellationToken))
        {
            foreach (IGrouping<string, ArticleId> site in articles.GroupBy(article => article.Site, article => article.Id))
            {
                await _articles.RemoveFromDumpAsync(site.Key, site, id.ToString(), report, isRehearsal, cancellationToken);
            }

            if (!isRehearsal)
            {
                await _ledger.CommitRemovalAsync(id, last, cancellationToken);
            }

            if (_time.GetElapsedTime(begun) >= patience)
            {
                return false;
            }
        }

        return true;
    }
}

/// <param name="Name">The name of the dump.</param>
/// <param name="IsDone">False if the time limit was reached first. Completed work is kept.</param>
public sealed record DumpTakedownResult(string Name, TakedownReport Report, bool IsDone);

/// <summary>Says what happens to the bytes of an article in a dump.</summary>
public enum BytesFate
{
    /// <summary>They stay, because the dump has other articles.</summary>
    Stay,

    /// <summary>They are blanked. The rest of the dump stays.</summary>
    Rewritten,

    /// <summary>The dump is deleted, because it has nothing else.</summary>
    DumpGoes,

    /// <summary>The dump was deleted or overwritten before.</summary>
    NotThere,
}
