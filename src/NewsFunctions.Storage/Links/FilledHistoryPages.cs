using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Walks the <c>C|</c> rows of a shard once, in step with a walk over its links, so that no whole history is held in memory.</summary>
/// <remarks>A link whose pages the walk has passed, or read before the last of them was written, is read separately: ids of different
/// lengths sort differently here than in <c>L|</c> rows, and visits continue meanwhile.</remarks>
internal sealed class FilledHistoryPages : IAsyncDisposable
{
    private readonly TableClient _table;
    private readonly string _partition;
    private readonly IReadOnlyCollection<string> _columns;
    private IAsyncEnumerator<TableEntity>? _walk;
    private bool _isOver;

    public FilledHistoryPages(TableClient table, LinkShard shard, IReadOnlyCollection<string> columns)
    {
        _table = table;
        _partition = TableKeys.LinkPartition(shard);
        _columns = columns;
    }

    /// <summary>Reads the full pages of a link, newest first. Callers ask for links in the order of their rows.</summary>
    /// <param name="count">The number of full pages according to the link's row.</param>
    public async IAsyncEnumerable<TableEntity> OfAsync(LinkId id, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            yield break;
        }

        var range = new KeyRange(TableKeys.LinkCheckPage(id, count - 1), TableKeys.EndOf(TableKeys.LinkCheckPages(id)));
        _walk ??= await StartAsync(range.From, cancellationToken);
        while (!_isOver && string.CompareOrdinal(_walk.Current.RowKey, range.From) < 0)
        {
            await NextAsync(_walk);
        }

        if (_isOver || _walk.Current.RowKey != range.From)
        {
            await foreach (TableEntity page in QueryAsync(range, cancellationToken))
            {
                yield return page;
            }

            yield break;
        }

        for (; !_isOver && range.Contains(_walk.Current.RowKey); await NextAsync(_walk))
        {
            yield return _walk.Current;
        }
    }

    public ValueTask DisposeAsync() => _walk?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<IAsyncEnumerator<TableEntity>> StartAsync(string from, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<TableEntity> walk = QueryAsync(TableKeys.Below("C") with { From = from }, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await NextAsync(walk);
        return walk;
    }

    private async Task NextAsync(IAsyncEnumerator<TableEntity> walk) => _isOver = !await walk.MoveNextAsync();

    private AsyncPageable<TableEntity> QueryAsync(KeyRange range, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(RowReader.Range(_partition, range), CheckHistory.RowsAtOnce, _columns, cancellationToken);
}
