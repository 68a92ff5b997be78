using NewsFunctions.Articles;
using NewsFunctions.Dumps;
using NewsFunctions.Links;

namespace NewsFunctions.Cli.Run;

/// <summary>Which articles and links a file of dumps has, read by the same code as the ingest, without any storage.</summary>
internal sealed record DumpInventory(IReadOnlySet<(string Site, ArticleId Id)> Articles, IReadOnlySet<(string Site, LinkId Id)> Links)
{
    public static async Task<DumpInventory> ReadAsync(
        ArticleReader reader,
        DumpFile file,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        var info = new FileInfo(file.Path);
        var dump = new DumpBlob
        {
            Name = file.Name,
            ETag = "",
            LastModified = info.LastWriteTimeUtc,
            Size = info.Length,
            Metadata = metadata,
        };
        var articles = new HashSet<(string, ArticleId)>();
        var links = new HashSet<(string, LinkId)>();
        await using Stream content = file.Open();
        await foreach (ReadRecord record in reader.ReadAsync(dump, content, DumpPosition.Start, cancellationToken))
        {
            foreach (ReadArticle read in record.Articles)
            {
                articles.Add((read.Article.Site, read.Article.Id));
                links.UnionWith(ArticleLinks.Of(read.Article).Select(mention => (mention.Site, mention.Id)));
            }
        }

        return new DumpInventory(articles, links);
    }

    public static DumpInventory Union(IEnumerable<DumpInventory> inventories)
    {
        var articles = new HashSet<(string, ArticleId)>();
        var links = new HashSet<(string, LinkId)>();
        foreach (DumpInventory inventory in inventories)
        {
            articles.UnionWith(inventory.Articles);
            links.UnionWith(inventory.Links);
        }

        return new DumpInventory(articles, links);
    }
}
