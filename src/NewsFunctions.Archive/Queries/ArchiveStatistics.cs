using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Archive.Queries;

/// <summary>Counts links as of the last visits in LinkShards, and articles and dumps up to a limit.</summary>
public sealed class ArchiveStatistics(ArticleStore articles, DumpLedger ledger, LinkShardStore shards)
{
    /// <summary>Limits the counted articles: at most 50 operations. <c>complete</c> says if there are more.</summary>
    public const int ArticlesCounted = 50_000;

    /// <summary>Limits the counted dumps: at most 20 operations. <c>complete</c> says if there are more.</summary>
    public const int DumpsCounted = 20_000;

    private const int RowsPerOperation = 1000;

    /// <param name="site">The site; null means all sites. Dumps are counted for all sites, because one may hold articles of several.</param>
    public async Task<StatsResponse> GetAsync(string? site, CancellationToken cancellationToken)
    {
        ArticleCount count = await articles.CountAsync(site, ArticlesCounted, cancellationToken);
        DumpStats dumps = await CountDumpsAsync(cancellationToken);
        var sums = new LinkStatistics();
        await foreach (ShardStatus shard in shards.ReadAllAsync(site, cancellationToken))
        {
            sums.Add(shard);
        }

        return new StatsResponse
        {
            AsOf = sums.AsOf,
            Articles = new ArticleStats(count.Count, count.Complete),
            Dumps = dumps,
            Links = sums.Links,
            Shards = sums.Shards,
        };
    }

    private async Task<DumpStats> CountDumpsAsync(CancellationToken cancellationToken)
    {
        var byStatus = new Counter<DumpStatus>(Enum.GetValues<DumpStatus>().Where(status => status != DumpStatus.Waiting), status => status.ToString());
        string? continuation = null;
        for (int read = 0; read < DumpsCounted; read += RowsPerOperation)
        {
            ResultPage<DumpEntry> page = await ledger.ListAsync(new DumpFilter(), RowsPerOperation, continuation, cancellationToken);
            foreach (DumpEntry entry in page.Items)
            {
                byStatus.Add(entry.Status, 1);
            }

            continuation = page.Continuation;
            if (continuation is null)
            {
                break;
            }
        }

        return new DumpStats(byStatus.ByName, Complete: continuation is null);
    }
}
