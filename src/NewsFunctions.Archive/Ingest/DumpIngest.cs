using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Takedowns;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Reads the records of a dump from a position on, as <see cref="ArticleReader.ReadAsync"/> does.</summary>
internal delegate IAsyncEnumerable<ReadRecord> RecordSource(DumpBlob dump, Stream content, DumpPosition start, CancellationToken cancellationToken);

/// <summary>Turns a dump into rows, commit by commit. Each commit stores its position in the ledger, so a killed ingest resumes there, and a
/// long ingest continues through the queue <c>ingests</c> before a timeout ends it.</summary>
/// <remarks>Concurrent ingests of one dump are harmless: the latest one owns the row in the ledger. The others notice that at their next
/// commit and stop; the owner writes their rows again.</remarks>
public sealed partial class DumpIngest
{
    private readonly DumpBlobs _blobs;
    private readonly DumpLedger _ledger;
    private readonly IngestLinks _links;
    private readonly IngestQueue _queue;
    private readonly BatchGroups _groups;
    private readonly LargeIngests _large;
    private readonly RecordSource _read;
    private readonly IngestLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<DumpIngest> _logger;
    private readonly Func<DumpBlob, CancellationToken, Task<IReadOnlyList<string>>> _sitesInTheWay = (_, _) => Task.FromResult<IReadOnlyList<string>>([]);
    private readonly Func<DumpId, CancellationToken, Task> _takeDownAgain = (_, _) => Task.CompletedTask;

    public DumpIngest(
        DumpBlobs blobs,
        DumpLedger ledger,
        IngestLinks links,
        IngestQueue queue,
        BatchGroups groups,
        LargeIngests large,
        ArticleReader reader,
        DefaultSiteGuard guard,
        DumpTakedown takedown,
        TimeProvider time,
        ILogger<DumpIngest> logger)
        : this(blobs, ledger, links, queue, groups, large, reader.ReadAsync, IngestLimits.Default, time, logger)
    {
        _sitesInTheWay = async (dump, token) => reader.NamesSite(dump.Name, dump.Metadata) ? [] : await guard.FindOtherSitesAsync(token);
        _takeDownAgain = (dump, token) => takedown.RemoveAsync(dump, IngestLimits.Default.LegTime, token);
    }

    internal DumpIngest(
        DumpBlobs blobs,
        DumpLedger ledger,
        IngestLinks links,
        IngestQueue queue,
        BatchGroups groups,
        LargeIngests large,
        RecordSource read,
        IngestLimits limits,
        TimeProvider time,
        ILogger<DumpIngest> logger)
    {
        (_blobs, _ledger, _links, _queue, _groups, _large) = (blobs, ledger, links, queue, groups, large);
        (_read, _limits, _time, _logger) = (read, limits, time, logger);
    }

    /// <inheritdoc cref="IngestAsync(IngestMessage, CancellationToken)"/>
    /// <param name="name">The dump's name in the container of the uploads.</param>
    public Task<DumpOutcome?> IngestAsync(string name, CancellationToken cancellationToken) =>
        IngestAsync(new IngestMessage(name), cancellationToken);

    /// <returns>The outcome; <see cref="DumpStatus.Running"/> if the ingest continues through the queue; null if the upload no longer exists or
    /// another ingest owns it.</returns>
    public async Task<DumpOutcome?> IngestAsync(IngestMessage message, CancellationToken cancellationToken)
    {
        using Activity? span = ArchiveTracing.Start("ingest", message.TraceParent);
        span?.SetTag("newsfunctions.dump", message.Name);
        try
        {
            DumpOutcome? outcome = await FindAndIngestAsync(message, cancellationToken);
            if (outcome is not null)
            {
                span?.SetTag("newsfunctions.status", Enum.GetName(outcome.Status));
                span?.SetTag("newsfunctions.articles", outcome.Counts.Articles);
                span?.SetTag("newsfunctions.links", outcome.Counts.Links);
            }

            return outcome;
        }
        catch (Exception e) when (span.Fail(e))
        {
            throw;
        }
    }

    private async Task<DumpOutcome?> FindAndIngestAsync(IngestMessage message, CancellationToken cancellationToken)
    {
        FoundDump? found = await _blobs.FindContentAsync(message.Name, cancellationToken);
        DumpBlob? dump = found?.Dump;
        if (message.DumpId is { } id && dump?.Id.ToString() != id)
        {
            await EndReplacedAsync(id, cancellationToken);
            return null;
        }

        if (found is null || dump is null)
        {
            Log.Vanished(_logger, message.Name);
            return null;
        }

        if (dump.IsRestored && message is { DumpId: null, Leg: null }
            && await _ledger.GetAsync(dump.Id, cancellationToken) is { Status: not DumpStatus.Running })
        {
            // A restore raises the same event as an upload. Without this check a restored archive would ingest everything again.
            Log.Restored(_logger, dump.Name);
            return null;
        }

        if (await _sitesInTheWay(dump, cancellationToken) is { Count: > 0 } others)
        {
            // Without a row the upload stays waiting, and every reconciliation queues it again until the setting is there.
            Log.SiteMissing(_logger, dump.Name, DefaultSiteGuard.Explain(others));
            return null;
        }

        using LargeIngests.Slot slot = _large.NewSlot();
        if ((message.Leg is not null || dump.Size > LargeIngests.SmallBytes) && !await slot.AcquireAsync(_limits.MaxLargeWait, cancellationToken))
        {
            Log.Postponed(_logger, dump.Name);
            await _queue.SendAsync(message with { DumpId = dump.Id.ToString() }, cancellationToken);
            return null;
        }

        if (await _ledger.BeginAsync(dump, message.Leg, _time.GetUtcNow(), cancellationToken) is not { } run)
        {
            Log.Elsewhere(_logger, dump.Name);
            if (message.Leg is not null && await _ledger.GetAsync(dump.Id, cancellationToken) is not { Status: DumpStatus.Running })
            {
                // The last leg may have died just after it completed the dump.
                await _links.DeleteAsync(dump.Id, cancellationToken);
            }

            return null;
        }

        if (await RunAsync(found, run, slot, cancellationToken) is not { } outcome)
        {
            Log.Elsewhere(_logger, dump.Name);
            if (await _ledger.GetAsync(dump.Id, cancellationToken) is { Status: DumpStatus.Removing or DumpStatus.Removed })
            {
                // The takedown may have missed the last rows of this ingest.
                await _takeDownAgain(dump.Id, cancellationToken);
            }

            return null;
        }

        if (outcome.Status != DumpStatus.Running)
        {
            ArchiveMetrics.CountDump(outcome.Status);
        }

        Log.Ended(_logger, dump.Name, outcome.Status, outcome.Counts.Articles, outcome.Counts.Links);
        return outcome;
    }

    /// <returns>Null if another ingest took over the dump.</returns>
    private async Task<DumpOutcome?> RunAsync(FoundDump found, LedgerRun run, LargeIngests.Slot slot, CancellationToken cancellationToken)
    {
        DumpBlob dump = found.Dump;
        bool isResumed = run.Entry.Progress is not null;
        var counter = new IngestCounter(run.Entry, isResumed ? await _links.ReadAsync(dump.Id, cancellationToken) : []);
        DumpOutcome? outcome;
        try
        {
            await using Stream content = found.Content is { } whole ? whole.ToStream() : await _blobs.OpenAsync(dump, cancellationToken);
            if (await ReadAsync(dump, content, run, counter, slot, cancellationToken) is not { } status)
            {
                return null;
            }

            if (status == DumpStatus.Running)
            {
                return counter.Outcome(status, error: null);
            }

            outcome = counter.Outcome(status, status == DumpStatus.Rejected ? WhyRejected(counter) : null);
        }
        catch (DumpReplacedException replaced)
        {
            outcome = counter.Outcome(DumpStatus.Replaced, replaced.Message);
        }

        bool committed = run.Entry.Progress is not null;
        if (!await _ledger.FinishAsync(run, outcome, _time.GetUtcNow(), cancellationToken))
        {
            return null;
        }

        if (committed)
        {
            await _links.DeleteAsync(dump.Id, cancellationToken);
        }

        return outcome;
    }

    private static string WhyRejected(IngestCounter counter) => counter.Diagnostics.Any(diagnostic => diagnostic.Code == DumpDiagnostics.TakenDown(0, "").Code)
        ? "Its articles were taken down; the diagnostics say where they are."
        : "Nothing in it could be read as an article; the diagnostics say why.";

    /// <returns>The final status; Running if the ingest continues through the queue; null if another ingest took over.</returns>
    private async Task<DumpStatus?> ReadAsync(
        DumpBlob dump, Stream content, LedgerRun run, IngestCounter counter, LargeIngests.Slot slot, CancellationToken cancellationToken)
    {
        long begun = _time.GetTimestamp();
        DumpPosition start = run.Entry.Progress?.Position ?? DumpPosition.Start;
        var batch = new List<ReadArticle>();
        long batchBytes = 0;
        long unnoted = 0;
        long read = 0;
        bool isWritten = false;
        await foreach (ReadRecord record in _read(dump, content, start, cancellationToken))
        {
            counter.Add(record.Diagnostics);
            (unnoted, read) = (unnoted + record.Bytes, read + record.Bytes);
            foreach (ReadArticle article in record.Articles)
            {
                batch.Add(article);
                batchBytes += article.Provenance.Length;
                if (batch.Count >= _limits.ArticlesPerCommit || batchBytes >= _limits.BytesPerCommit)
                {
                    await WriteAsync();
                }
            }

            if (record.IsLarge)
            {
                await WriteAsync();
            }

            // An ingest can only resume between records. A small upload may hold much: then the next leg waits for a slot.
            bool isOver = _time.GetElapsedTime(begun) >= _limits.LegTime || (read > LargeIngests.SmallBytes && !slot.TryAcquire());
            if (isWritten || isOver || unnoted >= _limits.BytesPerCommit)
            {
                await WriteAsync();
                if (!await CommitAsync(run, counter, record.Next, content.Position, cancellationToken))
                {
                    return null;
                }

                if (isOver)
                {
                    await _queue.SendAsync(new IngestMessage(dump.Name) { DumpId = dump.Id.ToString(), Leg = run.Leg + 1 }, cancellationToken);
                    return DumpStatus.Running;
                }

                (isWritten, unnoted) = (false, 0);
            }
        }

        await WriteAsync();
        return counter.Counts.Articles > 0 ? DumpStatus.Ingested : DumpStatus.Rejected;

        async Task WriteAsync()
        {
            await _groups.WriteAsync(new DumpBatch(dump, [.. batch], counter), cancellationToken);
            batch.Clear();
            batchBytes = 0;
            isWritten = true;
        }
    }

    private async Task<bool> CommitAsync(LedgerRun run, IngestCounter counter, DumpPosition next, long bytesRead, CancellationToken cancellationToken)
    {
        // Hashes are written first: extra ones are harmless, missing ones are not.
        await _links.AppendAsync(run.Entry.Id, counter.TakeNewLinks(), cancellationToken);
        return await _ledger.CommitAsync(
            run, counter.Progress(next, bytesRead, run.Leg, _time.GetUtcNow()), counter.Counts, [.. counter.Diagnostics], cancellationToken);
    }

    // The leg belongs to a dump that no longer exists. The dump that has its name now has an ingest of its own.
    private async Task EndReplacedAsync(string dumpId, CancellationToken cancellationToken)
    {
        if (DumpId.TryParse(dumpId, out DumpId id)
            && await _ledger.GetAsync(id, cancellationToken) is { Status: DumpStatus.Running } entry)
        {
            var outcome = new DumpOutcome(DumpStatus.Replaced, entry.Counts, "Overwritten or deleted before all of it was ingested.", entry.Diagnostics);
            await _ledger.EndAsync(entry, outcome, _time.GetUtcNow(), cancellationToken);
            ArchiveMetrics.CountDump(DumpStatus.Replaced);
            await _links.DeleteAsync(id, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2000, LogLevel.Warning, "Dump {Name} no longer exists; nothing to ingest.")]
        public static partial void Vanished(ILogger logger, string name);

        [LoggerMessage(2001, LogLevel.Information, "Dump {Name}: {Status}, {Articles} articles, {Links} links.")]
        public static partial void Ended(ILogger logger, string name, DumpStatus status, long articles, long links);

        [LoggerMessage(2002, LogLevel.Information, "Stopped the ingest of dump {Name}: another instance took it over or finished it.")]
        public static partial void Elsewhere(ILogger logger, string name);

        [LoggerMessage(2003, LogLevel.Error, "Dump {Name} is not ingested yet. {Why}")]
        public static partial void SiteMissing(ILogger logger, string name, string why);

        [LoggerMessage(2008, LogLevel.Information, "Dump {Name} goes back to the queue: other large dumps are being ingested.")]
        public static partial void Postponed(ILogger logger, string name);

        [LoggerMessage(2004, LogLevel.Information, "Dump {Name} was restored and is in the ledger; nothing to ingest.")]
        public static partial void Restored(ILogger logger, string name);
    }
}
