using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Articles;

/// <summary>Walks the sites of ArticleList: one short range each instead of one full scan, since dates are sorted only within a site.</summary>
internal sealed class ArticleSites(ArchiveClients clients)
{
    /// <summary>Reads the sites by name: one operation for each, and one more.</summary>
    public async IAsyncEnumerable<string> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? site = await NextAsync("", cancellationToken); site is not null; site = await NextAsync(site, cancellationToken))
        {
            yield return site;
        }
    }

    /// <summary>Finds the next site by name; returns null after the last one.</summary>
    public async Task<string?> NextAsync(string site, CancellationToken cancellationToken)
    {
        TableEntity? first = await clients.ArticleList
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey gt {site}"), 1, ["PartitionKey"], cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
        return first?.PartitionKey;
    }
}
