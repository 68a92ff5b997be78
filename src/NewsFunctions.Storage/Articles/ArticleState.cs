using System.Globalization;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Storage.Articles;

/// <summary>Ranks the versions of an article. The current one has the newest crawl date (or upload time) of any place where its text
/// was found. Ties are broken by content hash, then dump hash, so that the order of arrival does not matter.</summary>
/// <param name="Value">Ordinally comparable: 19 digits of ticks, content hash, dump hash.</param>
internal readonly record struct Rank(string Value) : IComparable<Rank>
{
    public static Rank Of(ReadArticle found) => new(FormattableString.Invariant(
        $"{(found.Provenance.CrawledAt ?? found.Provenance.UploadedAt).UtcTicks:D19}|{found.Article.ContentHash}|{ProvenanceEntity.DumpHash(found.Provenance)}"));

    /// <summary>Gets the time of the crawl or upload.</summary>
    public DateTimeOffset At => new(long.Parse(TableKeys.Parts(Value)[0], CultureInfo.InvariantCulture), TimeSpan.Zero);

    public string ContentHash => TableKeys.Parts(Value)[1];

    public int CompareTo(Rank other) => string.CompareOrdinal(Value, other.Value);
}

/// <summary>Holds what the list must show of an article.</summary>
/// <param name="Rank">The rank of the current version.</param>
/// <param name="ListKey">The row that must exist.</param>
/// <param name="VersionKeys">The rows that its versions ever had or may have; all but <paramref name="ListKey"/> must not exist.</param>
internal sealed record ArticleListState(Rank Rank, string ListKey, ArticleSummary Summary, IReadOnlySet<string> VersionKeys)
{
    /// <summary>Gets the words of the current version; null if the writer that made it current writes them.</summary>
    public ArticleWords? Words { get; init; }
}

/// <summary>Holds the rows of an article as they were read, without texts.</summary>
internal sealed record ArticleSnapshot
{
    /// <summary>Stands for an article that was not read yet. Most are new.</summary>
    public static ArticleSnapshot None { get; } = new()
    {
        Head = null,
        Versions = new Dictionary<string, VersionRow>(),
        Provenances = new Dictionary<(string ContentHash, string DumpHash), ProvenanceRow>(),
    };

    /// <summary>Gets the publisher's id under which the article is kept. There is no head then.</summary>
    public ArticleId? SameAs { get; init; }

    /// <summary>True if it was an article of its own before, so that rows may be left; only with <see cref="SameAs"/>.</summary>
    public bool WasArticle { get; init; }

    public required HeadRow? Head { get; init; }

    /// <summary>Holds the content hashes of texts that were taken down and must not come back.</summary>
    public IReadOnlySet<string> RemovedTexts { get; init; } = new HashSet<string>();

    /// <summary>Gets the head's ETag if the article was taken down and has no texts left. <see cref="Head"/> is null then.</summary>
    public string? TombstoneETag { get; init; }

    /// <summary>True if the whole article was taken down.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Maps content hashes to versions.</summary>
    public required IReadOnlyDictionary<string, VersionRow> Versions { get; init; }

    /// <summary>Maps content hash and dump hash to the places in the requested dumps.</summary>
    public required IReadOnlyDictionary<(string ContentHash, string DumpHash), ProvenanceRow> Provenances { get; init; }

    public ArticleListState? ListState => Head is null
        ? null
        : new ArticleListState(Head.Rank, Head.ListKey, Head.Summary, Versions.Values.Select(version => version.ListKey).ToHashSet());

    /// <summary>Returns whether the text was taken down here.</summary>
    public bool Refuses(string contentHash) => IsRemoved || RemovedTexts.Contains(contentHash);

    internal sealed record HeadRow(string ETag, Rank Rank, string ListKey, ArticleSummary Summary);

    internal sealed record VersionRow(string ETag, Rank Rank, string ListKey);

    internal sealed record ProvenanceRow(string ETag, PlaceList Places);
}
