using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Adds up what the records of a dump say about the dump as a whole; of any number of diagnostics the first are kept.</summary>
public sealed class ParsedDumpCounter
{
    public const int MaxDiagnostics = 1_000;

    private readonly List<DiagnosticJson> _diagnostics = [];
    private long _more;
    private long _firstMore;

    /// <summary>Decompressed bytes of all texts.</summary>
    public long Bytes { get; private set; }

    public long Articles { get; private set; }

    /// <summary>No article at all was read.</summary>
    public bool Rejected => Articles == 0;

    /// <summary>Those of the records, each with its member; the last one counts what is not listed.</summary>
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
