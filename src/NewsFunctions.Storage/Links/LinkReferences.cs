using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Reads the <c>R|</c> rows of Links: which articles mention a link.</summary>
public sealed class LinkReferences
{
    private readonly TableClient _table;

    internal LinkReferences(ArchiveClients clients) => _table = clients.Links;

    /// <summary>Lists the articles that mention a link, by id: one operation for each 1,000.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another link.</exception>
    public Task<ResultPage<LinkReference>> ListAsync(string site, LinkId id, int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("references", limit, site, id.Value);
        KeyRange range = TableKeys.Below(TableKeys.LinkReferences(id));
        if (paging.Position(continuation, parts: 1) is [var last])
        {
            range = ArticleId.TryParse(last, out ArticleId article)
                ? range with { From = $"{TableKeys.LinkReference(id, article)}!" }
                : throw new InvalidContinuationException();
        }

        IAsyncEnumerable<LinkReference> references = _table
            .QueryAsync<TableEntity>(
                RowReader.Range(TableKeys.LinkPartition(new LinkShard(site, id.Kind, id.Bucket)), range),
                paging.FetchSize,
                ["RowKey", "ListKey", "Place"],
                cancellationToken)
            .Select(LinkEntity.FromReference);
        return paging.TakeAsync(references, reference => [reference.Article.Value]);
    }
}
