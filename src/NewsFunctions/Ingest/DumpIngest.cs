using Microsoft.Extensions.Logging;
using NewsFunctions.Articles;
using NewsFunctions.Dumps;
using NewsFunctions.Links;
using NewsFunctions.Storage;

namespace NewsFunctions.Ingest;

/// <summary>Turns a dump into rows: articles, links and who mentions them, the list, shard marks, the ledger, in that order.</summary>
/// <remarks>Every write is harmless when done again, so a redelivery goes through all of them again.</remarks>
public sealed partial class DumpIngest(
    DumpBlobs blobs,
    DumpLedger ledger,
    ArticleStore articles,
    LinkStore links,
    LinkShardStore shards,
    ArticleReader reader,
    TimeProvider time,
    ILogger<DumpIngest> logger)
{
    // A commit: what is written together, and what is read again at most after a crash.
    private const int ArticlesPerCommit = 1_000;
    private const long BytesPerCommit = 32L << 20;

    /// <param name="name">The dump's name in the container of the uploads.</param>
    /// <returns>What became of it; null when there is no such upload any more.</returns>
    public async Task<DumpOutcome?> IngestAsync(string name, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(name, cancellationToken) is not { } dump)
        {
            Log.Vanished(logger, name);
            return null;
        }

        await ledger.BeginAsync(dump, time.GetUtcNow(), cancellationToken);
        DumpOutcome outcome = await IngestAsync(dump, cancellationToken);
        await ledger.FinishAsync(dump, outcome, time.GetUtcNow(), cancellationToken);
        Log.Ended(logger, name, outcome.Status, outcome.Counts.Articles, outcome.Counts.Links);
        return outcome;
    }

    private async Task<DumpOutcome> IngestAsync(DumpBlob dump, CancellationToken cancellationToken)
    {
        var tally = new IngestTally();
        try
        {
            await using Stream content = await blobs.OpenAsync(dump, cancellationToken);
            var batch = new List<IngestedArticle>();
            long bytes = 0;
            await foreach (ReadRecord record in reader.ReadAsync(dump, content, DumpPosition.Start, cancellationToken))
            {
                tally.Add(record);
                foreach (IngestedArticle article in record.Articles.Select(read => new IngestedArticle(read.Article, read.Provenance)))
                {
                    batch.Add(article);
                    bytes += article.Provenance.Length;
                    if (batch.Count == ArticlesPerCommit || bytes >= BytesPerCommit)
                    {
                        await CommitAsync(dump, batch, tally, cancellationToken);
                        batch.Clear();
                        bytes = 0;
                    }
                }
            }

            await CommitAsync(dump, batch, tally, cancellationToken);
        }
        catch (DumpReplacedException replaced)
        {
            return tally.Outcome(DumpStatus.Replaced, replaced.Message);
        }

        return tally.Articles > 0
            ? tally.Outcome(DumpStatus.Ingested, error: null)
            : tally.Outcome(DumpStatus.Rejected, "Nothing in it could be read as an article; the diagnostics say why.");
    }

    private async Task CommitAsync(DumpBlob dump, List<IngestedArticle> batch, IngestTally tally, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        LinkMention[] mentions = [.. batch.SelectMany(article => ArticleLinks.Of(article.Article))];
        IReadOnlyList<ArticleListUpdate> list = await articles.WriteAsync(batch, cancellationToken);
        await links.RegisterAsync(mentions, dump.Name, cancellationToken);
        await articles.WriteListAsync(list, cancellationToken);

        // Last: the mark tells the scheduler of links that are there by now.
        await shards.MarkAsync([.. mentions.Select(mention => mention.Shard).Distinct()], cancellationToken);
        tally.Committed(batch, mentions);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Dump {Name} is not there any more; nothing to ingest.")]
        public static partial void Vanished(ILogger logger, string name);

        [LoggerMessage(2, LogLevel.Information, "Dump {Name}: {Status}, {Articles} articles, {Links} links.")]
        public static partial void Ended(ILogger logger, string name, DumpStatus status, long articles, long links);
    }
}
