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

/// <summary>The records of a dump from a position on; <see cref="ArticleReader.ReadAsync"/>.</summary>
internal delegate IAsyncEnumerable<ReadRecord> RecordSource(DumpBlob dump, Stream content, DumpPosition start, CancellationToken cancellationToken);

/// <summary>Turns a dump into rows, commit by commit. After each the ledger knows where to go on, so an ingest that is killed does not
/// start over, and one that takes long sends itself on through the queue <c>ingests</c> before any timeout ends it.</summary>
/// <remarks>Several ingests of one dump at once are harmless: the row in the ledger has one owner, the last that took it over. The
/// others notice at their next commit and stop; what they wrote until then the owner writes again.</remarks>
public sealed partial class DumpIngest
{
    private readonly DumpBlobs _blobs;
    private readonly DumpLedger _ledger;
    private readonly IngestLinks _links;
    private readonly IngestQueue _queue;
    private readonly CommitWriter _writer;
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
        CommitWriter writer,
        ArticleReader reader,
        DefaultSiteGuard guard,
        DumpTakedown takedown,
        TimeProvider time,
        ILogger<DumpIngest> logger)
        : this(blobs, ledger, links, queue, writer, reader.ReadAsync, IngestLimits.Default, time, logger)
    {
        _sitesInTheWay = async (dump, token) => reader.NamesSite(dump.Name, dump.Metadata) ? [] : await guard.FindOtherSitesAsync(token);
        _takeDownAgain = (dump, token) => takedown.RemoveAsync(dump, IngestLimits.Default.LegTime, token);
    }

    internal DumpIngest(
        DumpBlobs blobs,
        DumpLedger ledger,
        IngestLinks links,
        IngestQueue queue,
        CommitWriter writer,
        RecordSource read,
        IngestLimits limits,
        TimeProvider time,
        ILogger<DumpIngest> logger)
    {
        (_blobs, _ledger, _links, _queue, _writer) = (blobs, ledger, links, queue, writer);
        (_read, _limits, _time, _logger) = (read, limits, time, logger);
    }

    /// <inheritdoc cref="IngestAsync(IngestMessage, CancellationToken)"/>
    /// <param name="name">The dump's name in the container of the uploads.</param>
    public Task<DumpOutcome?> IngestAsync(string name, CancellationToken cancellationToken) =>
        IngestAsync(new IngestMessage(name), cancellationToken);

    /// <returns>What became of it, <see cref="DumpStatus.Running"/> where it was sent on; null when there is nothing to do: there is no
    /// such upload any more, or another ingest has it.</returns>
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
        DumpBlob? dump = await _blobs.FindAsync(message.Name, cancellationToken);
        if (message.DumpId is { } id && dump?.Id.ToString() != id)
        {
            await EndReplacedAsync(id, cancellationToken);
            return null;
        }

        if (dump is null)
        {
            Log.Vanished(_logger, message.Name);
            return null;
        }

        if (dump.IsRestored && message is { DumpId: null, Leg: null }
            && await _ledger.GetAsync(dump.Id, cancellationToken) is { Status: not DumpStatus.Running })
        {
            // The event of a restore, not of an upload: without this a restored archive would ingest everything once more.
            Log.Restored(_logger, dump.Name);
            return null;
        }

        if (await _sitesInTheWay(dump, cancellationToken) is { Count: > 0 } others)
        {
            // Without a row the upload waits, and is sent again by every reconciliation until the setting is there.
            Log.SiteMissing(_logger, dump.Name, DefaultSiteGuard.Explain(others));
            return null;
        }

        if (await _ledger.BeginAsync(dump, message.Leg, _time.GetUtcNow(), cancellationToken) is not { } run)
        {
            Log.Elsewhere(_logger, dump.Name);
            if (message.Leg is not null && await _ledger.GetAsync(dump.Id, cancellationToken) is not { Status: DumpStatus.Running })
            {
                // The last leg may have died just after it ended the dump.
                await _links.DeleteAsync(dump.Id, cancellationToken);
            }

            return null;
        }

        if (await RunAsync(dump, run, cancellationToken) is not { } outcome)
        {
            Log.Elsewhere(_logger, dump.Name);
            if (await _ledger.GetAsync(dump.Id, cancellationToken) is { Status: DumpStatus.Removing or DumpStatus.Removed })
            {
                // What this ingest wrote last, the takedown may have missed.
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

    /// <returns>Null when another ingest took the dump over.</returns>
    private async Task<DumpOutcome?> RunAsync(DumpBlob dump, LedgerRun run, CancellationToken cancellationToken)
    {
        bool isResumed = run.Entry.Progress is not null;
        var counter = new IngestCounter(run.Entry, isResumed ? await _links.ReadAsync(dump.Id, cancellationToken) : []);
        DumpOutcome? outcome;
        try
        {
            if (await ReadAsync(dump, run, counter, cancellationToken) is not { } status)
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

    /// <returns>How the ingest ends; Running when it was sent on, null when another ingest took it over.</returns>
    private async Task<DumpStatus?> ReadAsync(DumpBlob dump, LedgerRun run, IngestCounter counter, CancellationToken cancellationToken)
    {
        long begun = _time.GetTimestamp();
        DumpPosition start = run.Entry.Progress?.Position ?? DumpPosition.Start;
        await using Stream content = await _blobs.OpenAsync(dump, cancellationToken);
        var batch = new List<ReadArticle>();
        long batchBytes = 0;
        long unnoted = 0;
        bool isWritten = false;
        await foreach (ReadRecord record in _read(dump, content, start, cancellationToken))
        {
            counter.Add(record.Diagnostics);
            unnoted += record.Bytes;
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

            // Only between records is there a place to go on from.
            bool isOver = _time.GetElapsedTime(begun) >= _limits.LegTime;
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
            await _writer.WriteAsync(dump, batch, counter, cancellationToken);
            batch.Clear();
            batchBytes = 0;
            isWritten = true;
        }
    }

    private async Task<bool> CommitAsync(LedgerRun run, IngestCounter counter, DumpPosition next, long bytesRead, CancellationToken cancellationToken)
    {
        // First, because hashes too many do no harm and hashes too few would.
        await _links.AppendAsync(run.Entry.Id, counter.TakeNewLinks(), cancellationToken);
        return await _ledger.CommitAsync(
            run, counter.Progress(next, bytesRead, run.Leg, _time.GetUtcNow()), counter.Counts, [.. counter.Diagnostics], cancellationToken);
    }

    // The leg was of a dump that is not there any more; whatever has its name now has an ingest of its own.
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

        [LoggerMessage(2004, LogLevel.Information, "Dump {Name} was restored and is in the ledger; nothing to ingest.")]
        public static partial void Restored(ILogger logger, string name);
    }
}
