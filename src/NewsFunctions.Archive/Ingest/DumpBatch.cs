using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Holds articles of one dump that are written together, and what counts them.</summary>
/// <param name="Articles">The articles in the dump's order; none of another dump.</param>
internal sealed record DumpBatch(DumpBlob Dump, IReadOnlyList<ReadArticle> Articles, IngestCounter Counter)
{
    private readonly HashSet<Provenance> _places = [.. Articles.Select(found => found.Provenance)];

    /// <summary>Gets the bytes of the articles in the dump.</summary>
    public long Bytes { get; } = Articles.Sum(found => found.Provenance.Length);

    /// <summary>Returns the batch that an article was written for. A text that was carried over from another id belongs to the batch that
    /// has the article, though another dump may have brought it.</summary>
    public static DumpBatch Of(ReadArticle written, IReadOnlyList<DumpBatch> batches) => batches is [var only]
        ? only
        : batches.FirstOrDefault(batch => batch._places.Contains(written.Provenance))
            ?? batches.FirstOrDefault(batch => batch.Articles.Any(found => found.Article.Site == written.Article.Site
                && (found.Article.Id == written.Article.Id || found.TextId == written.Article.Id)))
            ?? batches[0];
}
