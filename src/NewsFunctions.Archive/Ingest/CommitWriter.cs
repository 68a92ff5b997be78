using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Takedowns;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Writes the results of ingests: articles, links and their references, the list, shard marks, in that order.</summary>
/// <remarks>Every write is idempotent, so after a crash a batch repeats all of them.</remarks>
public sealed class CommitWriter(ArticleStore articles, ArticleTakedown takedown, LinkStore links, LinkShardStore shards)
{
    /// <summary>Gets the past of links when they are registered; null for none, as for links that a dump brings.</summary>
    internal Func<LinkMention, LinkPast?>? PastOf { get; init; }

    internal Task WriteAsync(DumpBlob dump, IReadOnlyList<ReadArticle> batch, IngestCounter counter, CancellationToken cancellationToken) =>
        WriteAsync([new DumpBatch(dump, batch, counter)], cancellationToken);

    /// <summary>Writes batches of several dumps together, so that their rows share transactions. Counts each for its dump.</summary>
    internal async Task WriteAsync(IReadOnlyList<DumpBatch> batches, CancellationToken cancellationToken)
    {
        ReadArticle[] all = [.. batches.SelectMany(batch => batch.Articles)];
        if (all.Length == 0)
        {
            return;
        }

        WrittenArticles written = await articles.WriteAsync(all, cancellationToken);
        foreach (IGrouping<(string Site, ArticleId Id), RemovedText> article in written.RemovedTexts.GroupBy(text => (text.Site, text.Id)))
        {
            await takedown.RemoveTextsAsync(article.Key.Site, article.Key.Id, article.Select(text => text.ContentHash).ToHashSet(), cancellationToken);
        }

        Dictionary<ReadArticle, int> unregistered = [];
        List<LinkMention> mentions = await RegisterAsync(batches, written.Articles, unregistered, cancellationToken);
        await ForgetAsync(written.Moves, cancellationToken);

        IReadOnlyList<ArticleMove> late = await articles.WriteListAsync(written, cancellationToken);
        ReadArticle[] moved = [.. late.SelectMany(move => move.To is { } to ? move.Found.Select(found => found.As(to)) : [])];
        mentions.AddRange(await RegisterAsync(batches, moved, unregistered, cancellationToken));
        await ForgetAsync([.. late.Where(move => move.To is not null)], cancellationToken);
        foreach (ArticleMove removed in late.Where(move => move.To is null && move.Found.Count > 0))
        {
            await takedown.RemoveLinksAsync(removed.Site, removed.From, [.. removed.Found.Select(found => found.Article)], cancellationToken);
        }

        await articles.FinishAsync(written, cancellationToken);

        // Last: the mark tells the scheduler about links that exist by now.
        await shards.MarkAsync([.. mentions.Select(mention => mention.Shard).Distinct()], cancellationToken);

        foreach (DumpBatch batch in batches)
        {
            Count(
                batch,
                [.. written.Refused.Where(one => DumpBatch.Of(one.Found, batches) == batch)],
                unregistered.Where(one => DumpBatch.Of(one.Key, batches) == batch));
        }
    }

    private static void Count(DumpBatch batch, IReadOnlyList<RefusedArticle> refused, IEnumerable<KeyValuePair<ReadArticle, int>> unregistered)
    {
        // The count must not depend on what the archive knew before, otherwise a repeated ingest would count differently.
        HashSet<Provenance> places = [.. refused.Select(one => one.Found.Provenance)];
        Article[] kept = [.. batch.Articles.Where(found => !places.Contains(found.Provenance)).Select(found => found.Article)];
        batch.Counter.Add(kept, kept.SelectMany(ArticleLinks.Of));
        batch.Counter.Add([.. refused.Select(one => Diagnostic(one, one.Found.Provenance))]);
        batch.Counter.Add([.. unregistered.Select(one => DumpDiagnostics.LinkNotRegistered(one.Key.Provenance.Offset, one.Key.Provenance.Member, one.Value))]);
    }

    private static DumpDiagnostic Diagnostic(RefusedArticle refused, Provenance place) => refused.IsTakenDown
        ? DumpDiagnostics.TakenDown(place.Offset, place.Member)
        : DumpDiagnostics.NotStored(place.Offset, place.Member, refused.Reason);

    private async Task<List<LinkMention>> RegisterAsync(
        IReadOnlyList<DumpBatch> batches,
        IReadOnlyList<ReadArticle> found,
        Dictionary<ReadArticle, int> unregistered,
        CancellationToken cancellationToken)
    {
        DumpMentions[] dumps =
        [
            .. found
                .GroupBy(one => DumpBatch.Of(one, batches).Dump.Name)
                .Select(dump => new DumpMentions(dump.Key, [.. dump.SelectMany(one => ArticleLinks.Of(one.Article))])),
        ];
        List<LinkMention> mentions = [.. dumps.SelectMany(dump => dump.Mentions)];
        IReadOnlyList<LinkMention> refused = await links.RegisterAsync(dumps, PastOf, cancellationToken);
        if (refused.Count > 0)
        {
            HashSet<LinkMention> set = [.. refused];
            mentions.RemoveAll(set.Contains);
            foreach (ReadArticle one in found)
            {
                int count = ArticleLinks.Of(one.Article).Count(set.Contains);
                if (count > 0)
                {
                    unregistered[one] = count;
                }
            }
        }

        return mentions;
    }

    // After the real article's references exist, so that every link always has one.
    private Task ForgetAsync(IReadOnlyList<ArticleMove> moves, CancellationToken cancellationToken) => moves.Count == 0
        ? Task.CompletedTask
        : links.ForgetAsync([.. moves.SelectMany(move => move.Found).SelectMany(found => ArticleLinks.Of(found.Article))], cancellationToken);
}
