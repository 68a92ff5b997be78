using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Adds up the counts of a dump's records. It keeps only the first diagnostics.</summary>
public sealed class ParsedDumpCounter
{
    public const int MaxDiagnostics = 1_000;

    private readonly List<DiagnosticJson> _diagnostics = [];
    private long _more;
    private long _firstMore;

    /// <summary>The number of decompressed bytes of all texts.</summary>
    public long Bytes { get; private set; }

    public long Articles { get; private set; }

    /// <summary>Says whether no article was read.</summary>
    public bool Rejected => Articles == 0;

    /// <summary>The diagnostics of the records, each with its member. If some are not listed, the last one counts them.</summary>
    public IReadOnlyList<DiagnosticJson> Diagnostics => _more == 0
        ? _diagnostics
        : [.. _diagnostics, DiagnosticJson.From(DumpDiagnostics.MoreDiagnostics(_firstMore, _more))];

    public void Add(ReadRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Bytes += record.Bytes;
        Articles += record.Articles.Count;
        foreach (DumpDiagnostic diagnostic in record.Diagnostics)
        {
            if (_diagnostics.Count < MaxDiagnostics)
            {
                _diagnostics.Add(DiagnosticJson.From(diagnostic, record.Member));
            }
            else
            {
                _firstMore = _more++ == 0 ? diagnostic.Offset : _firstMore;
            }
        }
    }
}
