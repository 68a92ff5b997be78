using NewsFunctions.Articles;
using NewsFunctions.Dumps;
using NewsFunctions.Links;
using NewsFunctions.Storage;

namespace NewsFunctions.Ingest;

/// <summary>Writes what an ingest found: articles, links and who mentions them, the list, shard marks, in that order.</summary>
/// <remarks>Every write is harmless when done again, so after a crash a batch goes through all of them again.</remarks>
public sealed class CommitWriter(ArticleStore articles, LinkStore links, LinkShardStore shards)
{
    internal async Task WriteAsync(DumpBlob dump, IReadOnlyList<IngestedArticle> batch, IngestTally tally, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        WrittenArticles written = await articles.WriteAsync(batch, cancellationToken);
        Dictionary<IngestedArticle, int> unregistered = [];
        List<LinkMention> mentions = await RegisterAsync(dump, written.Articles, unregistered, cancellationToken);
        await ForgetAsync(written.Moves, cancellationToken);

        IReadOnlyList<ArticleMove> late = await articles.WriteListAsync(written, cancellationToken);
        IngestedArticle[] moved = [.. late.SelectMany(move => move.Found.Select(found => found.As(move.To)))];
        mentions.AddRange(await RegisterAsync(dump, moved, unregistered, cancellationToken));
        await ForgetAsync(late, cancellationToken);
        await articles.FinishAsync(written, cancellationToken);

        // Last: the mark tells the scheduler of links that are there by now.
        await shards.MarkAsync([.. mentions.Select(mention => mention.Shard).Distinct()], cancellationToken);

        // What was counted must not depend on what the archive knew before, else an ingest that is repeated would count otherwise.
        HashSet<Provenance> refused = [.. written.Refused.Select(one => one.Found.Provenance)];
        Article[] kept = [.. batch.Where(found => !refused.Contains(found.Provenance)).Select(found => found.Article)];
        tally.Add(kept, kept.SelectMany(ArticleLinks.Of));
        tally.Add([.. written.Refused.Select(one => DumpDiagnostics.NotStored(one.Found.Provenance.Offset, one.Found.Provenance.Member, one.Reason))]);
        tally.Add([.. unregistered.Select(one => DumpDiagnostics.LinkNotRegistered(one.Key.Provenance.Offset, one.Key.Provenance.Member, one.Value))]);
    }

    private async Task<List<LinkMention>> RegisterAsync(
        DumpBlob dump,
        IReadOnlyList<IngestedArticle> found,
        Dictionary<IngestedArticle, int> unregistered,
        CancellationToken cancellationToken)
    {
        List<LinkMention> mentions = [.. found.SelectMany(one => ArticleLinks.Of(one.Article))];
        if (mentions.Count == 0)
        {
            return mentions;
        }

        IReadOnlyList<LinkMention> refused = await links.RegisterAsync(mentions, dump.Name, cancellationToken);
        if (refused.Count > 0)
        {
            HashSet<LinkMention> set = [.. refused];
            mentions.RemoveAll(set.Contains);
            foreach (IngestedArticle one in found)
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

    // After the real article's references are there, so that no link is without one in between.
    private Task ForgetAsync(IReadOnlyList<ArticleMove> moves, CancellationToken cancellationToken) => moves.Count == 0
        ? Task.CompletedTask
        : links.ForgetAsync([.. moves.SelectMany(move => move.Found).SelectMany(found => ArticleLinks.Of(found.Article))], cancellationToken);
}
