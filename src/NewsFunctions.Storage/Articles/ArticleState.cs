using System.Globalization;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Storage.Articles;

/// <summary>What decides which version of an article is current: the newest crawl date, else upload time, of any place where its text
/// was found. Ties go by content hash, then dump hash, so that every order of arrival ends alike.</summary>
/// <param name="Value">Ordinally comparable: 19 digits of ticks, content hash, dump hash.</param>
internal readonly record struct Rank(string Value) : IComparable<Rank>
{
    public static Rank Of(ReadArticle found) => new(FormattableString.Invariant(
        $"{(found.Provenance.CrawledAt ?? found.Provenance.UploadedAt).UtcTicks:D19}|{found.Article.ContentHash}|{ProvenanceEntity.DumpHash(found.Provenance)}"));

    /// <summary>The crawl or upload.</summary>
    public DateTimeOffset At => new(long.Parse(TableKeys.Parts(Value)[0], CultureInfo.InvariantCulture), TimeSpan.Zero);

    public string ContentHash => TableKeys.Parts(Value)[1];

    public int CompareTo(Rank other) => string.CompareOrdinal(Value, other.Value);
}

/// <summary>What the list must show of an article.</summary>
/// <param name="Rank">Of the current version.</param>
/// <param name="ListKey">The row that there must be.</param>
/// <param name="VersionKeys">The rows that its versions ever had or may have; all but <paramref name="ListKey"/> must not be there.</param>
internal sealed record ArticleListState(Rank Rank, string ListKey, ArticleSummary Summary, IReadOnlySet<string> VersionKeys)
{
    /// <summary>The words of the current version; null where whoever made it current writes them.</summary>
    public ArticleWords? Words { get; init; }
}

/// <summary>The rows of an article as they were read, without texts.</summary>
internal sealed record ArticleSnapshot
{
    /// <summary>What is assumed of an article before anything was read: most are new.</summary>
    public static ArticleSnapshot None { get; } = new()
    {
        Head = null,
        Versions = new Dictionary<string, VersionRow>(),
        Provenances = new Dictionary<(string ContentHash, string DumpHash), ProvenanceRow>(),
    };

    /// <summary>The publisher's id under which the article is kept; then there is no head.</summary>
    public ArticleId? SameAs { get; init; }

    /// <summary>Whether it was an article of its own before, so that rows may be left of it; only with <see cref="SameAs"/>.</summary>
    public bool WasArticle { get; init; }

    public required HeadRow? Head { get; init; }

    /// <summary>Content hashes of texts that were taken down and must not come back.</summary>
    public IReadOnlySet<string> RemovedTexts { get; init; } = new HashSet<string>();

    /// <summary>The head's, where nothing is left of the article but that it was taken down; then there is no <see cref="Head"/>.</summary>
    public string? TombstoneETag { get; init; }

    /// <summary>Whether the article was taken down whatever its text.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The versions by content hash.</summary>
    public required IReadOnlyDictionary<string, VersionRow> Versions { get; init; }

    /// <summary>The places in the dumps that were asked for, by content hash and dump hash.</summary>
    public required IReadOnlyDictionary<(string ContentHash, string DumpHash), ProvenanceRow> Provenances { get; init; }

    public ArticleListState? ListState => Head is null
        ? null
        : new ArticleListState(Head.Rank, Head.ListKey, Head.Summary, Versions.Values.Select(version => version.ListKey).ToHashSet());

    /// <summary>Whether the text was taken down here.</summary>
    public bool Refuses(string contentHash) => IsRemoved || RemovedTexts.Contains(contentHash);

    internal sealed record HeadRow(string ETag, Rank Rank, string ListKey, ArticleSummary Summary);

    internal sealed record VersionRow(string ETag, Rank Rank, string ListKey);

    internal sealed record ProvenanceRow(string ETag, PlaceList Places);
}
