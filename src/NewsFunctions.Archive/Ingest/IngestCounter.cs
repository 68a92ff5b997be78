using System.IO.Hashing;
using System.Text;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Counts what an ingest read and committed, for the ledger. It continues from the ledger's counts, so that a killed ingest
/// gives the same counts.</summary>
internal sealed class IngestCounter
{
    /// <summary>Limits the distinct links that are remembered, in 64-bit hashes. Beyond it, every mention of another link counts.</summary>
    public const int LinksRemembered = 1_000_000;

    // The ledger gives an overview, not every defect: those of an article stay with the article.
    private const int DiagnosticsInLedger = 100;

    // The capacity of the column, including JSON escapes.
    private const int CharactersInLedger = 24_000;

    private readonly List<DumpDiagnostic> _diagnostics;
    private readonly HashSet<ulong> _links;
    private readonly List<ulong> _newLinks = [];
    private long _articles;
    private long _relatedItems;
    private long _diagnosticCount;
    private long _linksBeyond;
    private bool _diagnosticsAreFull;
    private Damage _damage;

    /// <param name="entry">The entry of the last commit.</param>
    /// <param name="links">The hashes that <see cref="TakeNewLinks"/> returned until then. Extra hashes of the same dump do no harm.</param>
    public IngestCounter(DumpEntry entry, IReadOnlyCollection<ulong> links)
    {
        _diagnostics = [.. entry.Diagnostics];
        _links = [.. links];
        (_articles, _relatedItems, _diagnosticCount) = (entry.Counts.Articles, entry.Counts.RelatedItems, entry.Counts.Diagnostics);
        _linksBeyond = entry.Progress?.LinksBeyond ?? 0;
        _diagnosticsAreFull = entry.Progress?.DiagnosticsAreFull ?? false;
        _damage = entry.Counts.Damage;
    }

    public DumpCounts Counts => new(_articles, _relatedItems, _links.Count + _linksBeyond, _diagnosticCount) { Damage = _damage };

    public IReadOnlyList<DumpDiagnostic> Diagnostics => _diagnostics;

    public void Add(IReadOnlyList<DumpDiagnostic> diagnostics)
    {
        _diagnosticCount += diagnostics.Count;
        ArchiveMetrics.CountDiagnostics(diagnostics);
        foreach (DumpDiagnostic diagnostic in diagnostics)
        {
            _diagnosticsAreFull |= _diagnostics.Count == DiagnosticsInLedger
                || _diagnostics.Sum(Characters) + Characters(diagnostic) > CharactersInLedger;
            if (_diagnosticsAreFull)
            {
                return;
            }

            _diagnostics.Add(diagnostic);
        }
    }

    public void Add(IEnumerable<Article> committed, IEnumerable<LinkMention> mentions)
    {
        foreach (Article article in committed)
        {
            _articles++;
            ArchiveMetrics.CountArticle(article);
            _relatedItems += article.Related.Count;
            _diagnosticCount += article.Diagnostics.Count;
            _damage += article.Damage;
        }

        foreach (ulong link in mentions.Select(Hash).Where(link => !_links.Contains(link)))
        {
            if (_links.Count < LinksRemembered)
            {
                _links.Add(link);
                _newLinks.Add(link);
            }
            else
            {
                _linksBeyond++;
            }
        }
    }

    /// <summary>Returns the hashes added since the last call.</summary>
    public IReadOnlyCollection<ulong> TakeNewLinks()
    {
        ulong[] taken = [.. _newLinks];
        _newLinks.Clear();
        return taken;
    }

    public DumpProgress Progress(DumpPosition position, long bytesRead, int leg, DateTimeOffset now) => new()
    {
        Position = position,
        BytesRead = bytesRead,
        Leg = leg,
        CommittedAt = now,
        LinksBeyond = _linksBeyond,
        DiagnosticsAreFull = _diagnosticsAreFull,
    };

    public DumpOutcome Outcome(DumpStatus status, string? error) => new(status, Counts, error, _diagnostics);

    private static int Characters(DumpDiagnostic diagnostic) => diagnostic.Message.Length + (diagnostic.Original?.Length ?? 0) + 40;

    private static ulong Hash(LinkMention mention) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{mention.Site}|{mention.Id}"));
}
