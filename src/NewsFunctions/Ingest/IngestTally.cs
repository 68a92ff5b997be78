using System.IO.Hashing;
using System.Text;
using NewsFunctions.Articles;
using NewsFunctions.Dumps;
using NewsFunctions.Links;
using NewsFunctions.Storage;

namespace NewsFunctions.Ingest;

/// <summary>Counts what an ingest read and committed, for the ledger.</summary>
internal sealed class IngestTally
{
    // The ledger is a list to look at, not the place of every defect: those of an article stay with the article.
    private const int DiagnosticsInLedger = 100;

    private readonly List<DumpDiagnostic> _diagnostics = [];

    // By 64-bit hash: a dump of millions of links must not hold millions of strings.
    private readonly HashSet<ulong> _links = [];
    private long _relatedItems;
    private long _diagnosticCount;

    public long Articles { get; private set; }

    public void Add(ReadRecord record)
    {
        _diagnosticCount += record.Diagnostics.Count;
        _diagnostics.AddRange(record.Diagnostics.Take(DiagnosticsInLedger - _diagnostics.Count));
    }

    public void Committed(IReadOnlyList<IngestedArticle> batch, IReadOnlyList<LinkMention> mentions)
    {
        Articles += batch.Count;
        _relatedItems += batch.Sum(article => article.Article.Related.Count);
        _diagnosticCount += batch.Sum(article => article.Article.Diagnostics.Count);
        _links.UnionWith(mentions.Select(mention => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{mention.Site}|{mention.Id}"))));
    }

    public DumpOutcome Outcome(DumpStatus status, string? error) =>
        new(status, new DumpCounts(Articles, _relatedItems, _links.Count, _diagnosticCount), error, _diagnostics);
}
