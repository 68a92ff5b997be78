using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Storage.Articles;

/// <summary>Updates ArticleList after writes to Articles.</summary>
/// <remarks>
/// The list is updated from the head as this writer knows it. Another writer may have moved the head meanwhile and written the
/// list first. So the head is read once more <i>after</i> our last write to the list, and if it is not what we wrote, we write
/// again. Every writer moves the head before it touches the list, and removes the rows of all versions that it saw. So the later of
/// two writers either sees the other's head or is seen by it: the list ends with one row per article. The same read shows
/// whether the text id was claimed meanwhile: then our row is removed, and our references must follow. If a writer dies, its
/// redelivery repairs the list, because the rows to remove follow from the versions.
/// </remarks>
internal sealed class ArticleListWriter(ArchiveClients clients, ArticleRows rows, ConflictRetry retry, TimeProvider time)
{
    /// <returns>Articles and texts that must not be listed: they were claimed or taken down meanwhile.</returns>
    public async Task<IReadOnlyList<UnlistedArticle>> WriteAsync(IReadOnlyList<ArticleListState> states, CancellationToken cancellationToken)
    {
        List<UnlistedArticle> unlisted = [];
        List<ArticleListState> left = [.. states];
        for (int attempt = 1; left.Count > 0; attempt++)
        {
            foreach (IGrouping<string, ArticleListState> site in left.GroupBy(state => state.Summary.Site))
            {
                await clients.ArticleList.SubmitAllAsync(
                    site.SelectMany(state => ListedRows.Writes(state, time.GetUtcNow())), cancellationToken);
            }

            foreach (ArticleListState state in left)
            {
                await DeleteAsync(state.Summary.Site, state.VersionKeys.Where(key => key != state.ListKey), cancellationToken);
            }

            left = await VerifyAsync(left, unlisted, cancellationToken);
            if (left.Count > 0)
            {
                await retry.WaitAsync(attempt, cancellationToken);
            }
        }

        return unlisted;
    }

    /// <summary>Writes only the words of articles that are listed. An article that changed meanwhile is listed again.</summary>
    public async Task WriteWordsAsync(IReadOnlyList<ArticleListState> states, CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, ArticleListState> site in states.GroupBy(state => state.Summary.Site))
        {
            await clients.ArticleList.SubmitAllAsync(site.SelectMany(ListedRows.WordWrites), cancellationToken);
        }

        await WriteAsync(await VerifyAsync(states, [], cancellationToken), cancellationToken);
    }

    /// <summary>Returns a state with the words of its version, for a writer that does not have them. One operation.</summary>
    public async Task<ArticleListState> WithWordsAsync(ArticleListState state, CancellationToken cancellationToken) =>
        await rows.FindTextAsync(state.Summary.Site, state.Summary.Id, state.Rank.ContentHash, cancellationToken) is { } text
            ? state with { Words = ArticleWords.Of(text.Title, text.Paragraphs) }
            : state;

    /// <returns>The states that must be written again.</returns>
    private async Task<List<ArticleListState>> VerifyAsync(
        IReadOnlyList<ArticleListState> written,
        List<UnlistedArticle> unlisted,
        CancellationToken cancellationToken)
    {
        List<ArticleListState> changed = [];
        foreach (IGrouping<string, ArticleListState> partition in written.GroupBy(state => TableKeys.ArticlePartition(state.Summary.Site, state.Summary.Id)))
        {
            Dictionary<ArticleId, ArticleSnapshot> now = await rows.ReadAsync(
                partition.Key, [.. partition.Select(state => state.Summary.Id)], found: null, cancellationToken);
            foreach (ArticleListState state in partition)
            {
                ArticleSnapshot snapshot = now[state.Summary.Id];
                if (snapshot.SameAs is not null || snapshot.TombstoneETag is not null)
                {
                    await DeleteAsync(state.Summary.Site, state.VersionKeys.Append(state.ListKey), cancellationToken);
                    unlisted.Add(new UnlistedArticle(state.Summary.Site, state.Summary.Id, snapshot.SameAs));
                }
                else if (snapshot.RemovedTexts.Count > 0)
                {
                    unlisted.Add(new UnlistedArticle(state.Summary.Site, state.Summary.Id, SameAs: null) { Texts = snapshot.RemovedTexts });
                }

                if (snapshot.ListState is { } current
                    && (current.Rank != state.Rank || !current.VersionKeys.IsSubsetOf(state.VersionKeys)))
                {
                    // Our words may have replaced those of the other writer.
                    changed.Add(await WithWordsAsync(
                        current with { VersionKeys = current.VersionKeys.Union(state.VersionKeys).ToHashSet() }, cancellationToken));
                }
            }
        }

        return changed;
    }

    private async Task DeleteAsync(string site, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (string key in keys)
        {
            await clients.ArticleList.DeleteListedAsync(site, key, cancellationToken);
        }
    }
}

/// <param name="SameAs">The id under which the article is kept; null if it was taken down.</param>
internal sealed record UnlistedArticle(string Site, ArticleId Id, ArticleId? SameAs)
{
    /// <summary>Gets the content hashes of the texts to unlist; null means all of the article's.</summary>
    public IReadOnlySet<string>? Texts { get; init; }
}
