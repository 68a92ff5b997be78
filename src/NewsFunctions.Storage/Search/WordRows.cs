using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Storage.Search;

/// <summary>Builds missing rows of words: for articles that an older version ingested, or whose words were cut by older rules.</summary>
public sealed class WordRows
{
    // Limits the texts in memory.
    private const int PageSize = 200;

    private const int ReadsAtOnce = 8;

    private readonly ArchiveClients _clients;
    private readonly ArticleRows _rows;
    private readonly ArticleSites _sites;
    private readonly ArticleListWriter _list;
    private bool _isComplete;

    internal WordRows(ArchiveClients clients, ConflictRetry retry, TimeProvider time)
    {
        _clients = clients;
        _rows = new ArticleRows(clients);
        _sites = new ArticleSites(clients);
        _list = new ArticleListWriter(clients, _rows, retry, time);
    }

    /// <summary>Returns whether every article has its words. One operation, and none after the first true result.</summary>
    public async Task<bool> IsCompleteAsync(CancellationToken cancellationToken)
    {
        if (!_isComplete)
        {
            NullableResponse<TableEntity> row = await _clients.Operations.GetEntityIfExistsAsync<TableEntity>(
                TableKeys.Words, TableKeys.WordsComplete, ["Rules"], cancellationToken);
            _isComplete = row.HasValue && ArticleWordsEntity.IsCurrent(row.Value!);
        }

        return _isComplete;
    }

    /// <summary>Walks all articles, newest first, and writes missing words. May be stopped, repeated and run alongside
    /// ingests. Words that exist already cost two operations for 200 articles.</summary>
    /// <returns>The work done since the previous report.</returns>
    public async IAsyncEnumerable<RebuiltWords> RebuildAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (string site in _sites.ReadAllAsync(cancellationToken))
        {
            await foreach (Azure.Page<TableEntity> page in _clients.ArticleList
                .QueryAsync<TableEntity>(
                    RowReader.Range(TableKeys.ArticleListPartition(site), TableKeys.Published(from: null, to: null)),
                    PageSize,
                    ["PartitionKey", "RowKey"],
                    cancellationToken)
                .AsPages())
            {
                if (page.Values.Count > 0)
                {
                    string[] missing = await FindMissingAsync(site, [.. page.Values.Select(row => row.RowKey)], cancellationToken);
                    yield return new RebuiltWords(page.Values.Count, await WriteAsync(site, missing, cancellationToken));
                }
            }
        }

        await MarkCompleteAsync(cancellationToken);
    }

    /// <summary>Records that every article has its words.</summary>
    internal Task MarkCompleteAsync(CancellationToken cancellationToken) => _clients.Operations.UpsertEntityAsync(
        new TableEntity(TableKeys.Words, TableKeys.WordsComplete) { ["Rules"] = ArticleWords.RulesVersion },
        TableUpdateMode.Replace,
        cancellationToken);

    private async Task<string[]> FindMissingAsync(string site, IReadOnlyList<string> listKeys, CancellationToken cancellationToken)
    {
        KeyRange range = TableKeys.WordsOf(new KeyRange(listKeys[0], TableKeys.EndOf(listKeys[^1])));
        HashSet<string> there = await _clients.ArticleList
            .QueryAsync<TableEntity>(
                RowReader.Range(TableKeys.ArticleListPartition(site), range), RowReader.PageSize, ArticleWordsEntity.Keys, cancellationToken)
            .Where(ArticleWordsEntity.IsCurrent)
            .Select(ArticleWordsEntity.ListKey)
            .ToHashSetAsync(cancellationToken: cancellationToken);
        return [.. listKeys.Where(key => !there.Contains(key))];
    }

    private async Task<int> WriteAsync(string site, IReadOnlyList<string> listKeys, CancellationToken cancellationToken)
    {
        List<ArticleListState> states = [];
        foreach (IGrouping<string, ArticleId> partition in listKeys
            .Select(key => ArticleId.Parse(TableKeys.Parts(key)[1]))
            .GroupBy(id => TableKeys.ArticlePartition(site, id)))
        {
            Dictionary<ArticleId, ArticleSnapshot> now = await _rows.ReadAsync(partition.Key, [.. partition], found: null, cancellationToken);
            foreach (ArticleListState[] some in now.Values.Select(snapshot => snapshot.ListState).OfType<ArticleListState>().Chunk(ReadsAtOnce))
            {
                states.AddRange((await Task.WhenAll(some.Select(state => _list.WithWordsAsync(state, cancellationToken)))).Where(state => state.Words is not null));
            }
        }

        await _list.WriteWordsAsync(states, cancellationToken);
        return states.Count;
    }
}

/// <param name="Articles">The number of articles that were read.</param>
/// <param name="Written">The number of these whose words were written.</param>
public sealed record RebuiltWords(int Articles, int Written);
