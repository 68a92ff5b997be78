using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Cli.Dumps;

/// <summary>Lists the articles and links of a file of dumps, read by the same code as the ingest, without any storage.</summary>
internal sealed record DumpInventory(IReadOnlySet<(string Site, ArticleId Id)> Articles, IReadOnlySet<(string Site, LinkId Id)> Links)
{
    /// <summary>Lists the same articles by the ids that they may have if the publisher's id is not known.</summary>
    public required IReadOnlySet<(string Site, ArticleId TextId)> Texts { get; init; }

    /// <summary>Is true if nothing names the site of some article.</summary>
    public required bool AssumesSite { get; init; }

    /// <param name="content">The content of the file, read forward only and once, and to the end only if needed.</param>
    public static async Task<DumpInventory> ReadAsync(
        ArticleReader reader,
        DumpFile file,
        Stream content,
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
        var texts = new HashSet<(string, ArticleId)>();
        bool assumesSite = false;
        await foreach (ReadRecord record in reader.ReadAsync(dump, content, DumpPosition.Start, cancellationToken))
        {
            foreach (ReadArticle read in record.Articles)
            {
                articles.Add((read.Article.Site, read.Article.Id));
                texts.Add((read.Article.Site, read.TextId));
                assumesSite |= read.IsSiteAssumed;
                links.UnionWith(ArticleLinks.Of(read.Article).Select(mention => (mention.Site, mention.Id)));
            }
        }

        return new DumpInventory(articles, links) { Texts = texts, AssumesSite = assumesSite };
    }

    public static DumpInventory Union(IEnumerable<DumpInventory> inventories)
    {
        var articles = new HashSet<(string, ArticleId)>();
        var links = new HashSet<(string, LinkId)>();
        var texts = new HashSet<(string, ArticleId)>();
        bool assumesSite = false;
        foreach (DumpInventory inventory in inventories)
        {
            articles.UnionWith(inventory.Articles);
            links.UnionWith(inventory.Links);
            texts.UnionWith(inventory.Texts);
            assumesSite |= inventory.AssumesSite;
        }

        return new DumpInventory(articles, links) { Texts = texts, AssumesSite = assumesSite };
    }
}
